package io.madcloud.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.Reason;
import io.madcloud.engine.Rejection;
import io.madcloud.op.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;

/** What can be said of a process, and how it is told when it is not so. */
final class RehearsedProcessTest {

  @RegisterExtension
  static final MadcloudTest madcloud =
      MadcloudTest.program(
          """
          fields: { a: long, b: double, at: timestamp, raw: bytes, tags: list<long>, oops: map<string> }
          ops:
            start: { out: [a, b, at, raw, tags] }
            ask: { in: [a], out: [b], call: server }
            tell: { in: [b], topic: news }
            late: { in: [a], out: [tags], after: 1h, expr: { tags: "[a]" } }
            fragile: { in: [b], out: [oops], call: server }
          """);

  private static RehearsedProcess started() {
    return madcloud.notify("/start", "p1", Map.of("a", 1));
  }

  @Test
  void values_are_written_as_is_natural_and_typed_by_their_fields() {
    Map<String, Object> written =
        Map.of("a", 1, "b", 2, "at", "2026-11-01T12:00:00Z", "raw", "AQI=", "tags", List.of(3));
    madcloud
        .notify("/start", "p1", written)
        .hasField("/a", 1L)
        .hasField("/b", 2)
        .hasField("/b", 2.0f)
        .hasField("/at", Instant.parse("2026-11-01T12:00:00Z"))
        .hasField("/raw", new byte[] {1, 2})
        .hasField("/raw", Bytes.of(new byte[] {1, 2}))
        .hasField("/tags", List.of(3))
        .asked("/tell", Map.of("b", 2))
        .asked("/ask", Map.of("a", 1));
  }

  @Test
  void alternatives_are_fieldsets() {
    started()
        .reply("/ask", Map.of("b", 1), Map.of("b", 2))
        .hasFieldsets("0.1", "0.2")
        .hasFields("0.1", Map.of("/a", 1, "/b", 1))
        .hasFields("0.2", Map.of("/a", 1, "/b", 2))
        .hasField("/a", 1)
        .lacksField("/tags")
        .advance(Duration.ofMinutes(60))
        .hasField("/tags", List.of(1));
  }

  @Test
  void a_failure_of_a_call_is_an_attempt() {
    started()
        .fail("/ask", "1")
        .fail("/ask", "2")
        .hasInvocations("/ask pending", "/late pending")
        .fail("/ask", "3")
        .hasInvocations("/ask failed", "/late pending")
        .cancel()
        .isCancelled()
        .cancel()
        .isRejected(Rejection.NOT_RUNNING);
  }

  @Test
  void a_process_beyond_its_limits_is_failed() {
    started()
        .reply("/ask", Map.of("b", 1))
        .reply("/fragile", Map.of("oops", Map.of("error", "x".repeat(300_000))))
        .isFailed(Reason.LIMIT_BYTES);
  }

  @Test
  void what_is_wrong_is_shown_in_a_table() {
    RehearsedProcess process = started().fail("/ask", "1").fail("/ask", "2").fail("/ask", "busy");
    assertWrong(process::isQuiescent)
        .hasMessage(
            """
            Expected the status of process p1 to be "quiescent", but found "running"
            process p1 is running, outcomes: 0
              fieldset  field  value
              0         /a     1
              invocation  op     status   fieldset
              1           /ask   failed   0         error: busy
              2           /late  pending  0
            """);
  }

  @Test
  void other_fields_are_told_one_by_one_and_side_by_side() {
    RehearsedProcess process = started();
    assertWrong(() -> process.hasFields(Map.of("/a", 2, "/b", 3)))
        .hasMessageStartingWith(
            """
            Expected other fields in fieldset 0 of process p1, but
              /a is 1 instead of 2
              /b is nothing instead of 3.0
            process p1 is running\
            """)
        .satisfies(
            failure -> {
              assertThat(((AssertionFailedError) failure).getExpected().getStringRepresentation())
                  .isEqualTo("/a: 2\n/b: 3.0");
              assertThat(((AssertionFailedError) failure).getActual().getStringRepresentation())
                  .isEqualTo("/a: 1");
            });
    assertWrong(() -> process.hasField("/a", "1"))
        .hasMessageStartingWith(
            "Expected /a in fieldset 0 of process p1 to be \"1\", but found 1\n");
    assertWrong(() -> process.lacksField("/a"))
        .hasMessageStartingWith(
            "Expected /a in fieldset 0 of process p1 to be nothing, but found 1\n");
    assertThatThrownBy(() -> process.lacksField("/oop"))
        .hasMessage("Expected a declared field, but '/oop' is none; did you mean '/oops'?");
  }

  @Test
  void a_fieldset_that_does_not_live_or_is_not_the_only_one_is_told() {
    RehearsedProcess process = started().reply("/ask", Map.of("b", 1), Map.of("b", 2));
    assertWrong(() -> process.hasFields("0", Map.of()))
        .hasMessageStartingWith(
            "Expected a live fieldset 0 of process p1, but there are [0.1, 0.2]\n");
    assertWrong(() -> process.hasFields(Map.of()))
        .hasMessageStartingWith(
            "Expected one live fieldset of process p1, but there are 2; name the one that is meant")
        .hasMessageContaining("  0         (closed)\n  0.1       /a");
    assertWrong(() -> process.hasFieldsets("0"))
        .hasMessageStartingWith("Expected the live fieldsets of process p1 to be [\"0\"], but");
  }

  @Test
  void what_was_asked_is_told() {
    RehearsedProcess process = started();
    assertWrong(() -> process.asked("/ask", Map.of("a", 2)))
        .hasMessageStartingWith(
            "Expected /ask to be asked {a: 2} by process p1, but it was asked [{a: 1}]\n");
    assertWrong(() -> process.asked("/tell", Map.of("b", 2)))
        .hasMessageStartingWith(
            "Expected /tell to be asked {b: 2} by process p1, but it was asked nothing\n");
    assertThatThrownBy(() -> process.asked("/tel", Map.of("b", 2)))
        .hasMessage("Expected a declared op, but '/tel' is none; did you mean '/tell'?");
  }

  @Test
  void an_event_that_was_taken_or_rejected_for_another_reason_is_told() {
    RehearsedProcess process = started();
    assertWrong(() -> process.isRejected(Rejection.NOT_PENDING))
        .hasMessageStartingWith(
            "Expected the event to be rejected as not-pending, but it was taken\nprocess p1 is");
    assertWrong(() -> process.reply("/asc").isRejected(Rejection.TYPE_MISMATCH))
        .hasMessageStartingWith(
            "Expected the event to be rejected as type-mismatch, but it was rejected as"
                + " not-pending\n");
    assertThatThrownBy(() -> madcloud.process("p2").reply("/ask").isRunning())
        .hasMessageStartingWith(
            "Expected the event to be taken, but it was rejected as unknown-process\n");
    assertThatThrownBy(() -> madcloud.process("p2").view())
        .hasMessage("Expected a process 'p2', but there is p1");
  }

  @Test
  void time_does_not_go_back() {
    assertThatThrownBy(() -> madcloud.advance(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected time to go on, but found PT-0.001S");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertWrong(
      ThrowingCallable saying) {
    return assertThatThrownBy(saying).isInstanceOf(AssertionFailedError.class);
  }
}
