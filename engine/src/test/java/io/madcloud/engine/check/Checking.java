package io.madcloud.engine.check;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.ReadProgram;
import io.madcloud.engine.yaml.YamlDocument;
import java.util.List;
import java.util.Map;

/** Checks programs for tests. */
final class Checking {

  private static final ProgramCompiler COMPILER =
      ProgramCompiler.strict(new CelExpressions(), Map.of());

  private Checking() {}

  /** The warnings about a program that has no mistakes. */
  static List<Warning> warnings(String yaml) {
    return warnings(Program.EMPTY, yaml);
  }

  /** The warnings about what is declared on top of a program. */
  static List<Warning> warnings(Program base, String yaml) {
    ReadProgram read = ProgramReader.read(List.of(YamlDocument.parse("p.yaml", yaml)), base);
    return ProgramCheck.warnings(compile(read, base), read.declaration());
  }

  static Program program(String yaml) {
    return declared(Program.EMPTY, yaml);
  }

  static Program declared(Program base, String yaml) {
    return compile(ProgramReader.read(List.of(YamlDocument.parse("p.yaml", yaml)), base), base);
  }

  private static Program compile(ReadProgram read, Program base) {
    Compiled compiled = COMPILER.compile(read.declaration(), base, base.revision() + 1);
    if (!read.mistakes().isEmpty() || !compiled.isValid()) {
      throw new AssertionError(
          "Expected no mistakes, but found " + read.mistakes() + compiled.mistakes());
    }
    return compiled.program();
  }
}
