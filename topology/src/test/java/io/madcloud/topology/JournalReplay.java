package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Engine;
import io.madcloud.engine.Input;
import io.madcloud.engine.Limits;
import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessState;
import io.madcloud.engine.program.Program;
import io.madcloud.serdes.Inputs;
import io.madcloud.serdes.Journals;
import io.madcloud.serdes.Outputs;
import io.madcloud.serdes.StateRecords;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Takes the turns of a journal again, from nothing but its causes and its program revisions. */
public final class JournalReplay {

  private JournalReplay() {}

  /**
   * What came of it.
   *
   * @param outcomes in order of their revisions
   */
  public record Replayed(Process process, List<Outcome> outcomes) {}

  /**
   * Replays the journal of one process, and checks that the same turns are taken.
   *
   * @param programs by their revisions
   */
  public static Replayed of(List<Turn> journal, Limits limits, LongFunction<Program> programs) {
    Engine engine = new Engine(limits);
    Process process = null;
    List<Turn> again = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (Turn turn : journal) {
      if (turn.getPart() > 0) {
        continue;
      }
      long timeMs = turn.getTime().toEpochMilli();
      Input cause = Inputs.cause(turn.getProcess(), turn.getCause(), timeMs);
      Program program = programs.apply(turn.getProgramRevision());
      io.madcloud.engine.Turn taken = engine.turn(program, process, cause);
      process = taken.process();
      for (Effect effect : taken.effects()) {
        if (effect instanceof Effect.Journal entry) {
          again.addAll(Journals.turns(process.id(), process.incarnation(), entry, turn.getCause()));
        } else if (effect instanceof Effect.Outcome outcome) {
          outcomes.add(
              Outputs.outcome(process, outcome, program.op(process.notification()), timeMs));
        }
      }
    }
    assertThat(again).isEqualTo(journal);
    return new Replayed(process, outcomes);
  }

  /** Checks fold, replay and store of a process against each other. */
  static void check(TestEngine engine, String id) {
    List<Turn> journal = engine.journal(id);
    Process stored = engine.process(id);
    var view = stored.view(engine.programs.current());
    assertThat(JournalFold.of(journal)).as("fold of the journal of " + id).isEqualTo(view);
    Process again = of(journal, engine.config.limits(), engine.programs::revision).process();
    assertThat(again.view(engine.programs.current())).as("replay of " + id).isEqualTo(view);
    // That a process was woken for nothing is no turn: it was only told anew when to wake.
    Program program = engine.programs.current();
    assertThat(records(again.rearmed(program)))
        .as("state of " + id)
        .isEqualTo(records(stored.rearmed(program)));
  }

  /** Rows, number by number: more than people see. */
  private static List<Object> records(Process process) {
    ProcessState state = process.state();
    List<Object> records = new ArrayList<>();
    records.add(StateRecords.head(state, StateRecords.RUNNING));
    for (int chunk = 0; chunk < StateRecords.chunks(state); chunk++) {
      records.add(StateRecords.chunk(state, chunk));
    }
    return records;
  }
}
