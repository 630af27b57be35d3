package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.Answered;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NotificationsTest {

  private static final String SUMS =
      """
      mount: /sums
      fields: { a: long, b: long, sum: long, text: string }
      ops:
        begin: { out: [a, b] }
        add: { in: [a, b], out: [sum], expr: { sum: "a + b" } }
        tell: { in: [sum], out: [text], expr: { text: "'it is ' + string(sum)" } }
      """;

  private final TestEngine engine = TestEngine.running(SUMS);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void a_notification_goes_through_all_ops_to_its_outcome_in_one_turn() {
    engine.notify("p1", "/sums/begin", Map.of("a", 1L, "b", 2L));

    List<Turn> journal = engine.journal();
    assertThat(journal).hasSize(1);
    Turn turn = journal.get(0);
    assertThat(turn.getProcess()).isEqualTo("p1");
    assertThat(turn.getTurn()).isEqualTo(1);
    assertThat(turn.getPart()).isZero();
    assertThat(turn.getLast()).isTrue();
    assertThat(turn.getProgramRevision()).isEqualTo(1);
    assertThat(turn.getTime()).isEqualTo(TestEngine.START);
    Arrival cause = (Arrival) turn.getCause();
    assertThat(cause.getNotification().getOp()).isEqualTo("/sums/begin");
    assertThat(cause.getNotification().getFields()).isEqualTo(Map.of("a", 1L, "b", 2L));
    assertThat(cause.getIncarnation()).isEqualTo(turn.getIncarnation());
    assertThat(turn.getChanges())
        .extracting(change -> change.getClass().getSimpleName())
        .containsExactly(
            "FieldChanged",
            "FieldChanged",
            "StatusChanged",
            "Invoked",
            "Answered",
            "FieldChanged",
            "Invoked",
            "Answered",
            "FieldChanged",
            "StatusChanged");
    assertThat(((Invoked) turn.getChanges().get(3)).getOp()).isEqualTo("/sums/add");
    assertThat(((Answered) turn.getChanges().get(4)).getMessages()).isEqualTo(1);
    assertThat(((FieldChanged) turn.getChanges().get(8)).getValue()).isEqualTo("it is 3");
    assertThat(((StatusChanged) turn.getChanges().get(9)).getStatus())
        .isEqualTo(ProcessStatus.QUIESCENT);

    List<Outcome> outcomes = engine.outcomes("p1");
    assertThat(outcomes).hasSize(1);
    Outcome outcome = outcomes.get(0);
    assertThat(outcome.getOp()).isEqualTo("/sums/begin");
    assertThat(outcome.getStatus()).isEqualTo(ProcessStatus.QUIESCENT);
    assertThat(outcome.getRevision()).isEqualTo(1);
    assertThat(outcome.getTurn()).isEqualTo(1);
    assertThat(outcome.getDone()).isEqualTo(2);
    assertThat(outcome.getTruncated()).isFalse();
    assertThat(outcome.getFieldsets()).hasSize(1);
    assertThat(outcome.getFieldsets().get(0).getFields())
        .isEqualTo(Map.of("/sums/a", 1L, "/sums/b", 2L, "/sums/sum", 3L, "/sums/text", "it is 3"));

    assertThat(engine.running()).isEmpty();
    assertThat(engine.stopped()).containsExactly("p1");
    assertThat(engine.deadLetters()).isEmpty();
  }

  @Test
  void a_process_id_that_exists_is_ignored_and_counted() {
    engine.notify("p1", "/sums/begin", Map.of("a", 1L, "b", 2L));
    engine.notify("p1", "/sums/begin", Map.of("a", 5L, "b", 5L));

    assertThat(engine.journal()).hasSize(1);
    assertThat(engine.outcomes("p1")).hasSize(1);
    assertThat(engine.deadLetters()).isEmpty();
    assertThat(engine.counted("madcloud.inputs.rejected", "reason", "duplicate-process"))
        .isEqualTo(1);
  }

  @Test
  void processes_know_nothing_of_each_other() {
    for (long n = 0; n < 20; n++) {
      engine.notify("p" + n, "/sums/begin", Map.of("a", n));
    }
    engine.notify("q", "/sums/begin", Map.of("a", 1L, "b", 1L));

    for (long n = 0; n < 20; n++) {
      assertThat(engine.outcomes("p" + n).get(0).getFieldsets().get(0).getFields())
          .isEqualTo(Map.of("/sums/a", n));
    }
    assertThat(engine.fields("q").toString()).contains("/sums/sum=2");
    assertThat(engine.stopped()).hasSize(21);
  }

  @Test
  void returns_restrict_the_outcome_and_not_the_journal() {
    engine.programs.declare(
        """
        mount: /sums
        ops:
          begin: { out: [a, b], returns: [sum] }
        """);
    engine.notify("p1", "/sums/begin", Map.of("a", 1L, "b", 2L));

    assertThat(engine.outcomes("p1").get(0).getFieldsets().get(0).getFields())
        .isEqualTo(Map.of("/sums/sum", 3L));
    assertThat(engine.journal("p1").get(0).getProgramRevision()).isEqualTo(2);
    assertThat(engine.journal("p1").get(0).getChanges().toString()).contains("it is 3");
  }

  @Test
  void records_of_a_turn_have_the_time_of_the_turn_however_old_its_cause_is() {
    String topic = TestEngine.TOPICS.notifications();
    byte[] value = engine.bytes(topic, new Notification("/sums/begin", Map.of()));
    byte[] id = "p1".getBytes(StandardCharsets.UTF_8);
    engine.pipe(topic, new TestRecord<>(id, value, new RecordHeaders(), 1L));

    for (String output : List.of(TestEngine.TOPICS.journal(), TestEngine.TOPICS.outcomes())) {
      assertThat(engine.records(output))
          .as(output)
          .extracting(record -> record.getRecordTime())
          .containsExactly(TestEngine.START);
    }
  }
}
