package io.madcloud.engine;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.ReadScenario;
import io.madcloud.engine.scenario.Rehearsal;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioEvent;
import io.madcloud.engine.scenario.ScenarioReader;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.ReadProgram;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays a scenario on the engine, with observers, and remembers which events were rejected. */
final class ScenarioPlay {

  private static final ProgramCompiler COMPILER =
      ProgramCompiler.strict(new CelExpressions(), Map.of());

  private final Scenario scenario;
  private final Rehearsal rehearsal;
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final Map<Integer, Rejection> rejected = new TreeMap<>();

  ScenarioPlay(String text, Observers observers) {
    this.scenario = read(text);
    Limits limits = scenario.limits();
    List<Rehearsal.Observer> all = new ArrayList<>(observers.of(limits));
    all.add((program, before, input, turn) -> remember(turn));
    this.rehearsal =
        new Rehearsal(
            limits,
            COMPILER,
            (program, before, input, turn) ->
                all.forEach(observer -> observer.turned(program, before, input, turn)));
    if (declare(scenario.program()) != null) {
      throw new IllegalArgumentException("Expected a valid program, but it has mistakes");
    }
  }

  /** Makes the observers of a play with these limits. */
  interface Observers {
    List<Rehearsal.Observer> of(Limits limits);
  }

  void play() {
    for (int number = 0; number < scenario.events().size(); number++) {
      Rejection rejection = happen(scenario.events().get(number));
      if (rejection != null) {
        rejected.put(number, rejection);
      }
    }
  }

  Map<Integer, Rejection> rejected() {
    return rejected;
  }

  List<ProcessView> processes() {
    return rehearsal.processes();
  }

  private static Scenario read(String text) {
    ReadScenario read = ScenarioReader.read(YamlDocument.parse("scenario", text), null);
    if (!read.mistakes().isEmpty()) {
      throw new IllegalArgumentException("Expected a scenario, but " + read.mistakes());
    }
    return read.scenario();
  }

  private void remember(Turn turn) {
    if (turn.process() != null) {
      processes.put(turn.process().id(), turn.process());
    }
  }

  private Rejection happen(ScenarioEvent event) {
    if (event instanceof ScenarioEvent.Notify notify) {
      Op op = rehearsal.program().op(notify.op());
      return rehearsal.notify(notify.op(), notify.process(), typed(op, notify.fields()));
    }
    if (event instanceof ScenarioEvent.Reply reply) {
      Op op = asMade(reply.process(), reply.op());
      List<Map<String, Object>> messages =
          reply.messages().stream().map(message -> typed(op, message)).toList();
      return rehearsal.reply(reply.op(), reply.process(), OpReply.of(messages));
    }
    if (event instanceof ScenarioEvent.Fail fail) {
      return rehearsal.reply(fail.op(), fail.process(), OpReply.failure(fail.error()));
    }
    if (event instanceof ScenarioEvent.Declare declare) {
      return declare(declare.sources());
    }
    if (event instanceof ScenarioEvent.Remove remove) {
      return rehearsal.remove(remove.path());
    }
    if (event instanceof ScenarioEvent.Cancel cancel) {
      return rehearsal.cancel(cancel.process());
    }
    rehearsal.advance(((ScenarioEvent.Advance) event).durationMs());
    return null;
  }

  private Rejection declare(List<YamlDocument> sources) {
    ReadProgram read = ProgramReader.read(sources, rehearsal.program());
    return read.mistakes().isEmpty()
        ? rehearsal.declare(read.declaration())
        : Rejection.INVALID_PROGRAM;
  }

  /** The op as the invocation was made that a reply answers. */
  private Op asMade(String id, String path) {
    Program program = rehearsal.program();
    Process process = processes.get(id);
    int invocation = process == null ? 0 : process.oldestPendingCall(program, path);
    return invocation == 0 ? null : program.op(process.invocation(invocation).op());
  }

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
