package io.madcloud.engine;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Rehearsal;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.ReadProgram;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.OpPlugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A test that reads as a sentence: given a program, when events happen, then something holds. The
 * process of all events is {@code p} unless they name another. Invariants are checked after every
 * turn.
 */
final class Play {

  private static final CelExpressions EXPRESSIONS = new CelExpressions();

  private final ProgramCompiler compiler;
  private final Rehearsal rehearsal;
  private final Map<String, Process> processes = new HashMap<>();
  private final List<Effect> effects = new ArrayList<>();
  private Rejection rejection;

  private Play(Limits limits, Map<String, OpPlugin> plugins) {
    Invariants invariants = new Invariants(limits);
    this.compiler = ProgramCompiler.strict(EXPRESSIONS, plugins);
    this.rehearsal =
        new Rehearsal(
            limits,
            compiler,
            (program, before, input, turn) -> {
              invariants.turned(program, before, input, turn);
              effects.addAll(turn.effects());
              if (turn.process() != null) {
                processes.put(turn.process().id(), turn.process());
              }
            });
  }

  /** Something that happens; answers why it is rejected, or null. */
  @FunctionalInterface
  interface Event {
    Rejection happen(Play play);
  }

  /** Something that holds. */
  @FunctionalInterface
  interface Expectation {
    void check(Play play);
  }

  /** With programs as YAML, declared one after the other. */
  static Play given(String... programs) {
    return given(Limits.DEFAULT, programs);
  }

  static Play given(Limits limits, String... programs) {
    return given(limits, Map.of(), programs);
  }

  static Play given(Limits limits, Map<String, OpPlugin> plugins, String... programs) {
    Play play = new Play(limits, plugins);
    for (String program : programs) {
      if (play.declare(program) != null) {
        throw new AssertionError("Expected a valid program, but it has mistakes: " + program);
      }
    }
    return play;
  }

  /** All events but the last must be accepted. */
  Play when(Event... events) {
    rejection = null;
    for (Event event : events) {
      if (rejection != null) {
        throw new AssertionError("Expected the event to be accepted, but: " + rejection);
      }
      effects.clear();
      rejection = event.happen(this);
    }
    return this;
  }

  Play then(Expectation... expectations) {
    for (Expectation expectation : expectations) {
      expectation.check(this);
    }
    return this;
  }

  Rejection declare(String yaml) {
    ReadProgram read = ProgramReader.read(List.of(YamlDocument.parse("test", yaml)), program());
    return read.mistakes().isEmpty()
        ? rehearsal.declare(read.declaration())
        : Rejection.INVALID_PROGRAM;
  }

  Rehearsal rehearsal() {
    return rehearsal;
  }

  Program program() {
    return rehearsal.program();
  }

  /** The process {@code p}. */
  Process process() {
    return processes.get(Events.PROCESS);
  }

  Fieldset fieldset(String id) {
    return process().fieldsets.stream()
        .filter(fieldset -> fieldset.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Expected a fieldset " + id + ", but found none"));
  }

  /** Why the last event was rejected, or null. */
  Rejection rejection() {
    return rejection;
  }

  /** What the last event led to. */
  <T> List<T> effects(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
