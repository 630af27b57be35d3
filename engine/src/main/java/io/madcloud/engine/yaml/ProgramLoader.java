package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import java.util.ArrayList;
import java.util.List;

/** Reads and compiles programs, collecting the mistakes of both. Thread-safe. */
public final class ProgramLoader {

  private final ProgramCompiler compiler;

  public ProgramLoader(ProgramCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Declares documents on top of a program, as one declaration.
   *
   * @return the new program, or all mistakes in source order
   */
  public Compiled load(List<YamlDocument> documents, Program base, long revision) {
    ReadProgram read = ProgramReader.read(documents, base);
    if (read.mistakes().isEmpty()) {
      return compiler.compile(read.declaration(), base, revision);
    }
    List<Mistake> mistakes = new ArrayList<>(read.mistakes());
    mistakes.addAll(compiler.mistakes(read.declaration(), read.broken(), base));
    List<String> files = documents.stream().map(YamlDocument::file).toList();
    return new Compiled(null, Mistake.inSourceOrder(mistakes, files));
  }
}
