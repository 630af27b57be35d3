package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The effects of turns say all that happened: the journal's changes alone make the process, every
 * call is published once, every stop has its outcome.
 */
final class JournalInvariants {

  private final FoldedJournal folded;
  private long turns;

  JournalInvariants(String process) {
    this.folded = new FoldedJournal(process);
  }

  /** Checks a turn that left a process behind. */
  void check(Process before, Turn turn, Program program) {
    List<Effect.Journal> journals = all(turn.effects(), Effect.Journal.class);
    Process process = turn.process();
    if (journals.isEmpty()) {
      assertThat(process).as("process after a turn without a journal").isSameAs(before);
      assertThat(all(turn.effects(), Effect.Rejected.class)).hasSameSizeAs(turn.effects());
      return;
    }
    assertThat(journals).as("journal entries of a turn").hasSize(1);
    Effect.Journal journal = journals.get(0);
    assertThat(journal.turn()).as("number of the turn").isEqualTo(++turns);
    assertThat(process.turn()).as("turns of the process").isEqualTo(turns);
    assertThat(journal.programRevision()).isEqualTo(process.programRevision);
    folded.fold(journal);
    assertThat(folded.view()).as("the journal's changes").isEqualTo(process.view(program));
    keys(journal, process, program);
    paused(journal, program);
    calls(journal, turn.effects());
    outcomes(journal, turn.effects(), process, program);
  }

  /** What is redriven may have been dropped, with its folder, while it was under way. */
  private static void paused(Effect.Journal journal, Program program) {
    if (!(journal.cause() instanceof Input.Redrive)) {
      assertThat(all(journal.changes(), Change.Invoked.class))
          .as("invocations of ops that are not paused")
          .noneMatch(invoked -> program.isPaused(invoked.op()));
    }
  }

  /** What is in a key was there, in that fieldset, when the invocation was made. */
  private void keys(Effect.Journal journal, Process process, Program program) {
    if (process.status() == Status.FAILED || process.status() == Status.CANCELLED) {
      return; // Its memory is gone, keys included.
    }
    for (Change.Invoked invoked : all(journal.changes(), Change.Invoked.class)) {
      Map<String, List<Change.Producer>> expected = new TreeMap<>();
      for (Identity identity : Identity.inKey(process.invocation(invoked.invocation()))) {
        List<Change.Producer> producers = new ArrayList<>();
        identity.producers().forEach(message -> producers.add(producer(process, message)));
        expected.put(program.field(identity.field()).path(), producers);
      }
      assertThat(folded.inputs(invoked.invocation()))
          .as("identities that invocation %d found", invoked.invocation())
          .isEqualTo(expected);
    }
  }

  private static Change.Producer producer(Process process, int message) {
    int invocation = process.messages.get(message).invocation();
    int first = invocation == 0 ? 0 : process.invocation(invocation).firstMessage();
    return new Change.Producer(invocation, message - first);
  }

  private static void calls(Effect.Journal journal, List<Effect> effects) {
    Map<Integer, Integer> called = new TreeMap<>();
    for (Change.Invoked invoked : all(journal.changes(), Change.Invoked.class)) {
      if (invoked.op().action() instanceof Action.Call) {
        called.put(invoked.invocation(), invoked.attempt());
      }
    }
    Map<Integer, Integer> published = new TreeMap<>();
    for (Effect.Call call : all(effects, Effect.Call.class)) {
      published.put(call.invocation(), call.attempt());
    }
    if (!(journal.cause() instanceof Input.Timer)) { // By which calls are made again.
      assertThat(published).as("calls that are published").isEqualTo(called);
    }
  }

  private static void outcomes(
      Effect.Journal journal, List<Effect> effects, Process process, Program program) {
    List<Integer> stops = new ArrayList<>();
    for (Change.StatusChanged changed : all(journal.changes(), Change.StatusChanged.class)) {
      if (changed.status() != Status.RUNNING) {
        stops.add(changed.revision());
      }
    }
    List<Effect.Outcome> outcomes = all(effects, Effect.Outcome.class);
    assertThat(outcomes)
        .extracting(Effect.Outcome::revision)
        .as("revisions of outcomes")
        .isEqualTo(stops);
    if (!outcomes.isEmpty()) {
      Effect.Outcome last = outcomes.get(outcomes.size() - 1);
      assertThat(last.status()).as("status of the outcome").isEqualTo(process.status());
      assertThat(last.revision()).as("last revision").isEqualTo(process.revision());
      assertThat(last.fieldsets()).as("returned").isEqualTo(returned(process, program));
    }
  }

  private static Map<String, Map<Field, Object>> returned(Process process, Program program) {
    List<Field> returns = program.op(process.notification).returns();
    Map<String, Map<Field, Object>> returned = new LinkedHashMap<>();
    for (ProcessView.FieldsetView fieldset : process.view(program).fieldsets()) {
      if (!fieldset.closed()) {
        Map<Field, Object> fields = new LinkedHashMap<>();
        fieldset.fields().forEach((path, value) -> fields.put(program.field(path), value));
        if (returns != null) {
          fields.keySet().retainAll(returns);
        }
        returned.put(fieldset.id(), fields);
      }
    }
    return returned;
  }

  private static <T> List<T> all(List<?> items, Class<T> type) {
    return items.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
