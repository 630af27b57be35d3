package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Program;
import io.madcloud.engine.scenario.Rehearsal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the journals of all processes and runs their causes again, each with the program of the
 * revision that its entry names, on a fresh engine and from nothing.
 */
final class Replay implements Rehearsal.Observer {

  /** A turn that has a journal entry, and the state after it. */
  private record Taken(Turn turn, String state) {}

  private final Limits limits;
  private final Map<Long, Program> programs = new HashMap<>();
  private final Map<String, List<Taken>> journals = new LinkedHashMap<>();

  Replay(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void turned(Program program, Process before, Input input, Turn turn) {
    programs.put(program.revision(), program);
    if (journal(turn) != null) {
      journals
          .computeIfAbsent(turn.process().id(), id -> new ArrayList<>())
          .add(new Taken(turn, StateText.of(turn.process())));
    }
  }

  void check() {
    Engine engine = new Engine(limits);
    journals.forEach(
        (id, turns) -> {
          Process process = null;
          for (Taken taken : turns) {
            Effect.Journal journal = journal(taken.turn);
            Program program = programs.get(journal.programRevision());
            Turn again = engine.turn(program, process, journal.cause());
            process = again.process();
            String what = "turn " + journal.turn() + " of " + id;
            assertThat(again.effects()).as(what).isEqualTo(taken.turn.effects());
            assertThat(StateText.of(process)).as("state after " + what).isEqualTo(taken.state);
          }
        });
  }

  private static Effect.Journal journal(Turn turn) {
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Journal journal) {
        return journal;
      }
    }
    return null;
  }
}
