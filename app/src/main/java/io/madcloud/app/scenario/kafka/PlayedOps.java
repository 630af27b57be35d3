package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioRunner;
import io.madcloud.engine.scenario.Stage;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.op.OpReply;
import io.madcloud.topology.Edges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ops that a scenario ever declares, found before it is played: a stage that follows the
 * program and has no processes.
 */
final class PlayedOps implements Stage {

  private final ProgramCompiler compiler;
  private final List<OpSpec> declared = new ArrayList<>();
  private Program program = Program.EMPTY;

  private PlayedOps(ProgramCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Those of a scenario.
   *
   * @param compiler a strict one
   */
  static PlayedOps of(Scenario scenario, ProgramCompiler compiler) {
    PlayedOps ops = new PlayedOps(compiler);
    ops.declare(ProgramReader.read(scenario.program(), Program.EMPTY).declaration());
    ScenarioRunner.play(scenario, ops);
    return ops;
  }

  /** The servers that are called. */
  Set<String> servers() {
    return Edges.of(declared).servers();
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public Rejection declare(Declaration declaration) {
    Compiled compiled = compiler.compile(declaration, program, program.revision() + 1);
    if (!compiled.isValid()) {
      return Rejection.INVALID_PROGRAM;
    }
    program = compiled.program();
    declared.addAll(declaration.ops());
    return null;
  }

  @Override
  public Rejection remove(String path) {
    Program left = program.without(program.revision() + 1, path);
    if (left == null) {
      return Rejection.UNKNOWN_OP;
    }
    program = left;
    return null;
  }

  @Override
  public List<ProcessView> processes() {
    return List.of();
  }

  @Override
  public Rejection notify(String op, String process, Map<String, Object> fields) {
    return null;
  }

  @Override
  public Rejection reply(String op, String process, OpReply reply) {
    return null;
  }

  @Override
  public Op pending(String op, String process) {
    return null;
  }

  @Override
  public Rejection cancel(String process) {
    return null;
  }

  @Override
  public void advance(long durationMs) {}
}
