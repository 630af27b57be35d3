package io.madcloud.app.scenario.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.StageException;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.wire.Absence;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Closed;
import io.madcloud.wire.Closing;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.FieldDropped;
import io.madcloud.wire.Forked;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Shown;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Processes are what the journal tells of them, and outcomes must tell the same. */
final class FoldedProcessesTest {

  private static final Incarnation BEGUN = new Incarnation("notifications", 0, 7L);

  private final FoldedProcesses processes = new FoldedProcesses(revisions());
  private long turn;

  private static Revisions revisions() {
    String yaml =
        """
        fields: { a: long, b: long }
        ops:
          begin: { out: [a], returns: [b] }
          ask: { in: [a], out: [b], call: somebody }
          add: { in: [a], out: [b], expr: { b: a + 1 } }
        """;
    Revisions revisions = new Revisions();
    revisions.add(
        new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
            .load(List.of(YamlDocument.parse("p.yaml", yaml)), Program.EMPTY, 1)
            .program());
    return revisions;
  }

  private void turn(Object... changes) {
    part(++turn, 0, true, changes);
  }

  private void part(long number, int part, boolean last, Object... changes) {
    Object cause =
        number == 1 && part == 0
            ? new Arrival(BEGUN, new Notification("/begin", Map.of("a", 1L)))
            : null;
    processes.fold(
        new Turn("p", BEGUN, number, part, last, 1L, Instant.EPOCH, cause, List.of(changes)));
  }

  private static FieldChanged set(String fieldset, String field, long value) {
    return new FieldChanged(fieldset, field, value, Shown.ADDED, List.of());
  }

  private static StatusChanged status(ProcessStatus status, int outcome) {
    return new StatusChanged(status, null, outcome);
  }

  private static Outcome outcome(ProcessStatus status, int revision, long turn, Object... fields) {
    Outcome outcome =
        new Outcome(
            "p",
            BEGUN,
            "/begin",
            status,
            null,
            revision,
            turn,
            1L,
            Instant.EPOCH,
            List.of(),
            false,
            0,
            0,
            0);
    outcome.setFieldsets(
        fields.length == 0
            ? List.of(new OutcomeFieldset("0", Map.of()))
            : List.of(new OutcomeFieldset("0", Map.of((String) fields[0], fields[1]))));
    return outcome;
  }

  private ProcessView view() {
    return processes.views().get(0);
  }

  private Map<String, Object> fields(int fieldset) {
    return view().fieldsets().get(fieldset).fields();
  }

  @Test
  void a_fork_begins_with_what_its_parent_holds_then_and_goes_its_own_way() {
    turn(set("0", "/a", 1), status(ProcessStatus.RUNNING, 0));
    turn(new Forked("0.1", "0", 1, 0), set("0.1", "/b", 2), set("0", "/a", 3));
    turn(new FieldDropped("0.1", "/a", Absence.GONE));

    assertThat(fields(0)).isEqualTo(Map.of("/a", 3L));
    assertThat(fields(1)).isEqualTo(Map.of("/b", 2L));
    assertThat(view().fieldsets().get(1).parent()).isEqualTo("0");
  }

  @Test
  void a_closed_fieldset_keeps_no_fields_and_takes_none() {
    turn(set("0", "/a", 1), status(ProcessStatus.RUNNING, 0));
    turn(new Forked("0.1", "0", 1, 0), new Closed("0", Closing.FORKS, null));
    assertThat(fields(0)).isEmpty();
    assertThat(view().fieldsets().get(0).closed()).isTrue();
    assertThat(fields(1)).isEqualTo(Map.of("/a", 1L));

    assertThatThrownBy(() -> turn(set("0", "/a", 2)))
        .isInstanceOf(StageException.class)
        .hasMessage("Expected a live fieldset in turn 3 of process p, but 0 is none");
  }

  @Test
  void a_turn_in_parts_is_whole_with_the_last_one() {
    part(1, 0, false, set("0", "/a", 1), status(ProcessStatus.QUIESCENT, 1));
    assertThatThrownBy(processes::requireComplete).hasMessageContaining("all parts of turn 1");
    part(1, 1, true, set("0", "/b", 2));
    processes.fold(outcome(ProcessStatus.QUIESCENT, 1, 1, "/b", 2L));
    processes.requireComplete();
  }

  @Test
  void a_turn_or_a_part_that_is_missing_is_an_error() {
    turn(status(ProcessStatus.RUNNING, 0));
    assertThatThrownBy(() -> part(3, 0, true))
        .hasMessage(
            "Expected turn 2, part 0 of process p in the journal, but found turn 3, part 0");
    part(2, 0, false);
    assertThatThrownBy(() -> part(2, 2, true)).hasMessageContaining("but found turn 2, part 2");
  }

  @Test
  void changes_that_fit_nothing_are_errors() {
    turn(status(ProcessStatus.RUNNING, 0));
    String unfit = "Expected a change that fits the ones before it in turn 2";
    assertThatThrownBy(() -> part(2, 0, true, new Invoked(2, "/ask", "0", 1)))
        .hasMessageStartingWith(unfit);
    assertThatThrownBy(
            () -> part(3, 0, true, new Answered(1, InvocationStatus.DONE, 1, null, false)))
        .hasMessageContaining("turn 3");
    assertThatThrownBy(() -> part(4, 0, true, new FieldDropped("0", "/a", Absence.STALE)))
        .hasMessageContaining("turn 4");
  }

  @Test
  void the_oldest_pending_call_of_an_op_is_found_by_the_program_of_its_time() {
    turn(status(ProcessStatus.RUNNING, 0), new Invoked(1, "/add", "0", 1));
    turn(new Invoked(2, "/ask", "0", 1), new Invoked(3, "/ask", "0", 1));
    assertThat(processes.oldestPendingCall("p", "/ask").number()).isEqualTo(2);
    assertThat(processes.oldestPendingCall("p", "/add")).isNull();
    assertThat(processes.oldestPendingCall("q", "/ask")).isNull();

    turn(new Answered(2, InvocationStatus.DONE, 1, null, false));
    assertThat(processes.oldestPendingCall("p", "/ask").number()).isEqualTo(3);
  }

  @Test
  void what_is_pending_is_dropped_when_the_process_is_cancelled_but_not_when_it_is_quiescent() {
    turn(status(ProcessStatus.RUNNING, 0), new Invoked(1, "/ask", "0", 1));
    turn(status(ProcessStatus.QUIESCENT, 1));
    assertThat(view().invocations().get(0).status()).isEqualTo("pending");
    turn(status(ProcessStatus.RUNNING, 1));
    turn(status(ProcessStatus.CANCELLED, 2));
    assertThat(view().invocations().get(0).status()).isEqualTo("dropped");
    assertThat(view().status()).isEqualTo("cancelled");
    assertThat(view().revision()).isEqualTo(2);
  }

  @Test
  void an_outcome_may_come_before_its_turn() {
    processes.fold(outcome(ProcessStatus.QUIESCENT, 1, 1, "/b", 2L));
    turn(set("0", "/a", 1), set("0", "/b", 2), status(ProcessStatus.QUIESCENT, 1));
    processes.requireComplete();
  }

  @Test
  void an_outcome_that_tells_something_else_is_an_error_that_shows_both() {
    turn(set("0", "/b", 2), status(ProcessStatus.QUIESCENT, 1));
    assertThatThrownBy(() -> processes.fold(outcome(ProcessStatus.QUIESCENT, 1, 1, "/b", 3L)))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("{0={/b=2}}")
        .hasMessageContaining("but found")
        .hasMessageContaining("{0={/b=3}}");
  }

  @Test
  void an_outcome_counts_the_invocations_as_the_journal_does() {
    turn(
        new Invoked(1, "/ask", "0", 1), new Answered(1, InvocationStatus.FAILED, 0, "gone", false));
    turn(status(ProcessStatus.QUIESCENT, 1));
    Outcome outcome = outcome(ProcessStatus.QUIESCENT, 1, 2);
    assertThatThrownBy(() -> processes.fold(outcome)).hasMessageContaining("failed=1");
  }

  @Test
  void an_end_without_an_outcome_is_an_error() {
    turn(status(ProcessStatus.QUIESCENT, 1));
    assertThatThrownBy(processes::requireComplete)
        .hasMessageStartingWith("Expected an outcome for each end that the journal tells of");
  }

  @Test
  void a_truncated_outcome_is_compared_as_far_as_it_goes() {
    turn(set("0", "/b", 2), new Forked("0.1", "0", 1, 0), status(ProcessStatus.QUIESCENT, 1));
    Outcome first = outcome(ProcessStatus.QUIESCENT, 1, 1, "/b", 2L);
    first.setTruncated(true);
    processes.fold(first);
    processes.requireComplete();
  }
}
