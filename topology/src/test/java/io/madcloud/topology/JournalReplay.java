package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Engine;
import io.madcloud.engine.Input;
import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessState;
import io.madcloud.serdes.Inputs;
import io.madcloud.serdes.Journals;
import io.madcloud.serdes.StateRecords;
import io.madcloud.wire.Turn;
import java.util.ArrayList;
import java.util.List;

/** Takes the turns of a journal again, from nothing but its causes and its program revisions. */
final class JournalReplay {

  private JournalReplay() {}

  /** Checks that the same turns are taken, and tells what the process has become. */
  static Process of(List<Turn> journal, TestEngine original) {
    Engine engine = new Engine(original.config.limits());
    Process process = null;
    List<Turn> again = new ArrayList<>();
    for (Turn turn : journal) {
      if (turn.getPart() > 0) {
        continue;
      }
      Input cause = Inputs.cause(turn.getProcess(), turn.getCause(), turn.getTime().toEpochMilli());
      io.madcloud.engine.Turn taken =
          engine.turn(original.programs.revision(turn.getProgramRevision()), process, cause);
      process = taken.process();
      for (Effect effect : taken.effects()) {
        if (effect instanceof Effect.Journal entry) {
          again.addAll(Journals.turns(process.id(), process.incarnation(), entry, turn.getCause()));
        }
      }
    }
    assertThat(again).isEqualTo(journal);
    return process;
  }

  /** Checks fold, replay and store of a process against each other. */
  static void check(TestEngine engine, String id) {
    List<Turn> journal = engine.journal(id);
    Process stored = engine.process(id);
    var view = stored.view(engine.programs.current());
    assertThat(JournalFold.of(journal)).as("fold of the journal of " + id).isEqualTo(view);
    Process again = of(journal, engine);
    assertThat(again.view(engine.programs.current())).as("replay of " + id).isEqualTo(view);
    assertThat(records(again)).as("state of " + id).isEqualTo(records(stored));
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
