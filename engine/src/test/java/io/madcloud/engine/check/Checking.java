package io.madcloud.engine.check;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Declaration;
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

  /** A declaration without mistakes, and the program that it makes. */
  record Declared(Program program, Declaration declaration) {}

  /** The warnings about a program. */
  static List<Warning> warnings(String yaml) {
    Declared declared = declare(Program.EMPTY, yaml);
    return ProgramCheck.warnings(declared.program, declared.declaration);
  }

  static Program program(String yaml) {
    return declare(Program.EMPTY, yaml).program;
  }

  static Declared declare(Program base, String yaml) {
    ReadProgram read = ProgramReader.read(List.of(YamlDocument.parse("p.yaml", yaml)), base);
    Compiled compiled = COMPILER.compile(read.declaration(), base, base.revision() + 1);
    if (!read.mistakes().isEmpty() || !compiled.isValid()) {
      throw new AssertionError(
          "Expected no mistakes, but found " + read.mistakes() + compiled.mistakes());
    }
    return new Declared(compiled.program(), read.declaration());
  }
}
