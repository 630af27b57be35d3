package io.madcloud.engine.scenario;

import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.ReadProgram;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays scenarios on the pure engine. Thread-safe. */
public final class ScenarioRunner {

  private final ProgramCompiler compiler;

  public ScenarioRunner(ProgramCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Reads and compiles a scenario's program. (Wrong declarations among its events are rejected when
   * their turn comes.)
   */
  public Compiled compile(Scenario scenario) {
    return new ProgramLoader(compiler).load(scenario.program(), Program.EMPTY, 1);
  }

  /**
   * Plays a scenario.
   *
   * @param program what {@link #compile} made of it
   */
  public ScenarioOutcome run(Scenario scenario, Program program) {
    Rehearsal rehearsal = new Rehearsal(scenario.limits(), compiler, program);
    List<ScenarioOutcome.RejectedEvent> rejected = new ArrayList<>();
    for (int index = 0; index < scenario.events().size(); index++) {
      Rejection reason = bring(rehearsal, scenario.events().get(index));
      if (reason != null) {
        rejected.add(new ScenarioOutcome.RejectedEvent(index, reason));
      }
    }
    return new ScenarioOutcome(rehearsal.processes(), rejected);
  }

  private static Rejection bring(Rehearsal rehearsal, ScenarioEvent event) {
    if (event instanceof ScenarioEvent.Notify notify) {
      Op op = rehearsal.program().op(notify.op());
      return rehearsal.notify(notify.op(), notify.process(), typed(op, notify.fields()));
    }
    if (event instanceof ScenarioEvent.Reply reply) {
      Op op = rehearsal.pending(reply.op(), reply.process());
      List<Map<String, Object>> messages =
          reply.messages().stream().map(message -> typed(op, message)).toList();
      return rehearsal.reply(reply.op(), reply.process(), OpReply.of(messages));
    }
    if (event instanceof ScenarioEvent.Fail fail) {
      return rehearsal.reply(fail.op(), fail.process(), OpReply.failure(fail.error()));
    }
    if (event instanceof ScenarioEvent.Declare declare) {
      ReadProgram read = ProgramReader.read(declare.sources(), rehearsal.program());
      return read.mistakes().isEmpty()
          ? rehearsal.declare(read.declaration())
          : Rejection.INVALID_PROGRAM;
    }
    if (event instanceof ScenarioEvent.Remove remove) {
      return rehearsal.remove(remove.path());
    }
    if (event instanceof ScenarioEvent.Cancel cancel) {
      return rehearsal.cancel(cancel.process());
    }
    if (event instanceof ScenarioEvent.Advance advance) {
      rehearsal.advance(advance.durationMs());
      return null;
    }
    throw new IllegalArgumentException("Expected a known event, but found " + event);
  }

  /** The values as the op's fields type them; what is not declared stays, to be refused. */
  private static Map<String, Object> typed(Op op, Map<String, Object> plain) {
    Map<String, Object> typed = new LinkedHashMap<>();
    plain.forEach(
        (local, value) -> {
          Field field = op == null ? null : op.out(local);
          typed.put(local, field == null ? value : Literals.typed(value, field.type()));
        });
    return typed;
  }
}
