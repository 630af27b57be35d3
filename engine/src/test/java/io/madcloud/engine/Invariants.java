package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Program;
import io.madcloud.engine.scenario.Rehearsal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds of every process after every turn, whatever the program and the inputs. It watches all
 * processes of one engine from their beginning.
 */
final class Invariants implements Rehearsal.Observer {

  private final Limits limits;
  private final Engine engine;
  private final Map<Long, Program> programs = new HashMap<>();
  private final Map<String, JournalInvariants> journals = new HashMap<>();
  private final Map<String, String> states = new HashMap<>();

  Invariants(Limits limits) {
    this.limits = limits;
    this.engine = new Engine(limits);
  }

  @Override
  public void turned(Program program, Process before, Input input, Turn turn) {
    programs.put(program.revision(), program);
    try {
      check(program, before, input, turn);
    } catch (AssertionError e) {
      String now = turn.process() == null ? "no process" : StateText.of(turn.process());
      throw new AssertionError(
          "Expected the invariants after " + input + ", but: " + e.getMessage() + "\n" + now, e);
    }
  }

  private void check(Program program, Process before, Input input, Turn turn) {
    Process process = turn.process();
    if (before != null) {
      assertThat(StateText.of(before))
          .as("a turn leaves the process before it as it was")
          .isEqualTo(states.get(before.id()));
    }
    if (process == null) {
      assertThat(turn.rejected()).as("why there is no process").isNotNull();
      return;
    }
    if (input instanceof Input.ProgramChange) {
      concerned(program, before, turn);
    }
    roundTrip(program, before, input, turn);
    journals.computeIfAbsent(process.id(), JournalInvariants::new).check(before, turn, program);
    if (process != before) {
      states.put(process.id(), StateText.of(process));
      Program met = programs.get(process.programRevision);
      new TableInvariants(process, program).check(limits);
      new MemoryInvariants(process, program).check();
      new GroundInvariants(before, process, program, changes(turn)).check();
      new EndInvariants(process, met).check();
    }
  }

  /** A change of the program makes no difference where it does not seem to. */
  private void concerned(Program program, Process before, Turn turn) {
    Program met = programs.get(before.programRevision());
    LiveFields fields = before.liveFields();
    if (before.status() == Status.RUNNING
        && !fields.hasStale()
        && !program.since(met).haveInputs(fields)) {
      assertThat(turn.process()).as("a process that no changed op concerns").isSameAs(before);
    }
    if (before.status() == Status.QUIESCENT && !program.since(met).catchUp()) {
      assertThat(turn.process()).as("a process that no changed op catches up").isSameAs(before);
    }
  }

  /** A process that was stored and restored is the same, and takes the same turn. */
  private void roundTrip(Program program, Process before, Input input, Turn turn) {
    Process process = turn.process();
    Process restored = Process.restored(process.state(), program);
    assertThat(StateText.of(restored)).as("state when restored").isEqualTo(StateText.of(process));
    assertThat(restored.view(program)).as("view when restored").isEqualTo(process.view(program));
    Process earlier = before == null ? null : Process.restored(before.state(), program);
    Turn again = engine.turn(program, earlier, input);
    assertThat(again.effects()).as("effects on a restored process").isEqualTo(turn.effects());
    assertThat(StateText.of(again.process()))
        .as("state after the same turn on a restored process")
        .isEqualTo(StateText.of(process));
  }

  private static List<Change> changes(Turn turn) {
    return turn.effects().stream()
        .filter(Effect.Journal.class::isInstance)
        .flatMap(effect -> ((Effect.Journal) effect).changes().stream())
        .toList();
  }
}
