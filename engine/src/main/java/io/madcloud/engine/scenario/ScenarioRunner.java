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

/** Plays scenarios: on the pure engine, or on another stage. Thread-safe. */
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
   * Plays a scenario on the pure engine.
   *
   * @param program what {@link #compile} made of it
   */
  public ScenarioOutcome run(Scenario scenario, Program program) {
    return run(scenario, program, Rehearsal.UNOBSERVED);
  }

  /** Plays a scenario on the pure engine while somebody looks on. */
  public ScenarioOutcome run(Scenario scenario, Program program, Rehearsal.Observer observer) {
    return scenario.datacenters().isEmpty()
        ? play(scenario, new Rehearsal(scenario.limits(), compiler, program, observer))
        : new DistributedPlay(scenario, compiler, program, observer).play();
  }

  /**
   * Plays a scenario on a stage on which its program is declared.
   *
   * @throws StageException if the stage could not bring an event, which it names
   */
  public static ScenarioOutcome play(Scenario scenario, Stage stage) {
    List<ScenarioOutcome.RejectedEvent> rejected = new ArrayList<>();
    for (int index = 0; index < scenario.events().size(); index++) {
      Rejection reason;
      try {
        reason = bring(stage, scenario.events().get(index));
      } catch (StageException e) {
        throw new StageException(
            "%s: event %d: %s".formatted(scenario.file(), index, e.getMessage()), e);
      }
      if (reason != null) {
        rejected.add(new ScenarioOutcome.RejectedEvent(index, reason));
      }
    }
    return new ScenarioOutcome(stage.processes(), rejected);
  }

  /**
   * Brings one event to a stage.
   *
   * @return why it was rejected, or null
   */
  public static Rejection bring(Stage stage, ScenarioEvent event) {
    if (event instanceof ScenarioEvent.Notify notify) {
      Op op = stage.program().op(notify.op());
      return stage.notify(notify.op(), notify.process(), typed(op, notify.fields()));
    }
    if (event instanceof ScenarioEvent.Reply reply) {
      Op op = stage.pending(reply.op(), reply.process());
      List<Map<String, Object>> messages =
          reply.messages().stream().map(message -> typed(op, message)).toList();
      return stage.reply(reply.op(), reply.process(), OpReply.of(messages));
    }
    if (event instanceof ScenarioEvent.Fail fail) {
      return stage.reply(fail.op(), fail.process(), OpReply.failure(fail.error()));
    }
    if (event instanceof ScenarioEvent.Declare declare) {
      ReadProgram read = ProgramReader.read(declare.sources(), stage.program());
      return read.mistakes().isEmpty()
          ? stage.declare(read.declaration())
          : Rejection.INVALID_PROGRAM;
    }
    if (event instanceof ScenarioEvent.Remove remove) {
      return stage.remove(remove.path());
    }
    if (event instanceof ScenarioEvent.Cancel cancel) {
      return stage.cancel(cancel.process());
    }
    if (event instanceof ScenarioEvent.Advance advance) {
      stage.advance(advance.durationMs());
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
