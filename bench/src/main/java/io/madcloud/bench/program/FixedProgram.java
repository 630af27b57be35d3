package io.madcloud.bench.program;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.Plugins;
import io.madcloud.topology.program.Programs;
import java.util.List;

/** A program that is compiled once and never changes. Immutable. */
public final class FixedProgram implements Programs {

  private final Program program;

  /**
   * Compiles it, with all plugins that are there.
   *
   * @throws IllegalStateException if it has mistakes
   */
  public FixedProgram(String yaml) {
    Compiled compiled =
        new ProgramLoader(
                ProgramCompiler.strict(
                    new CelExpressions(), Plugins.load(FixedProgram.class.getClassLoader())))
            .load(List.of(YamlDocument.parse("bench", yaml)), Program.EMPTY, 1);
    if (!compiled.isValid()) {
      throw new IllegalStateException(
          "Expected a program without mistakes, but: " + compiled.mistakes());
    }
    program = compiled.program();
  }

  @Override
  public Program current() {
    return program;
  }

  @Override
  public Program atLeast(long revision) {
    return program;
  }
}
