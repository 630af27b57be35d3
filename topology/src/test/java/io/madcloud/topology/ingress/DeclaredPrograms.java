package io.madcloud.topology.ingress;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.topology.program.Programs;
import java.util.List;
import java.util.Map;

/** A program that a test declares and changes. */
final class DeclaredPrograms implements Programs {

  private final ProgramLoader loader =
      new ProgramLoader(ProgramCompiler.lenient(new CelExpressions(), Map.of()));

  private volatile Program newest = Program.EMPTY;

  static DeclaredPrograms of(String yaml) {
    DeclaredPrograms programs = new DeclaredPrograms();
    programs.declare(yaml);
    return programs;
  }

  void declare(String yaml) {
    Compiled compiled =
        loader.load(List.of(YamlDocument.parse("test.yaml", yaml)), newest, newest.revision() + 1);
    if (compiled.program() == null) {
      throw new AssertionError("Expected a program without mistakes, but " + compiled.mistakes());
    }
    newest = compiled.program();
  }

  void remove(String path) {
    newest = newest.without(newest.revision() + 1, path);
  }

  List<Op> takers(String topic) {
    return EventOps.of(newest).of(topic);
  }

  @Override
  public Program current() {
    return newest;
  }

  @Override
  public Program atLeast(long revision) {
    return newest;
  }
}
