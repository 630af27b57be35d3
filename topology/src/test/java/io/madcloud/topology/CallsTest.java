package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.Answered;
import io.madcloud.wire.Attempted;
import io.madcloud.wire.Call;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.ListValue;
import io.madcloud.wire.Notification;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Reply;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallsTest {

  private static final String SHOP =
      """
      mount: /shop
      fields: { item: string, price: double, label: string, failure: map<string>, note: string }
      supervise: { attempts: 3, backoff: 100ms, max-backoff: 1s, timeout: 5s }
      ops:
        order: { out: [item] }
        price: { in: [{ what: item }], out: [price], call: prices, version: "7" }
        label: { in: [price], out: [label], expr: { label: "string(price)" } }
      """;

  private static final String GUARDED =
      """
      mount: /shop
      ops:
        price: { in: [{ what: item }], out: [price], call: prices, fail: failure }
        react: { in: [failure], out: [note], expr: { note: "failure['error']" } }
      """;

  private final TestEngine engine = TestEngine.running(SHOP);

  @AfterEach
  void close() {
    engine.close();
  }

  private Call ordered() {
    engine.notify("p1", "/shop/order", Map.of("item", "pen"));
    return engine.call("prices");
  }

  @Test
  void calls_carry_the_trace_context_of_the_notification_and_nothing_that_is_none() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    String topic = TestEngine.TOPICS.notifications();
    byte[] value = engine.bytes(topic, new Notification("/shop/order", Map.of("item", "pen")));
    List<String> headers = List.of(trace, trace + "-more", "00-nonsense", "x".repeat(10_000));
    for (int index = 0; index < headers.size(); index++) {
      byte[] id = ("p" + index).getBytes(StandardCharsets.UTF_8);
      TestRecord<byte[], byte[]> record = new TestRecord<>(id, value);
      record.headers().add("traceparent", headers.get(index).getBytes(StandardCharsets.UTF_8));
      engine.pipe(topic, record);
    }
    engine.advance(Duration.ofSeconds(6)); // They time out, and are made again from the store.
    engine.advance(Duration.ofSeconds(1));
    assertThat(engine.calls("prices"))
        .hasSize(2 * headers.size())
        .extracting(Call::getTraceparent)
        .containsExactlyInAnyOrder(
            trace, trace + "-more", null, null, trace, trace + "-more", null, null);
  }

  @Test
  void a_call_says_all_that_a_server_needs() {
    Call call = ordered();
    assertThat(call.getProcess()).isEqualTo("p1");
    assertThat(call.getIncarnation()).isEqualTo(new Incarnation("madcloud.notifications", 0, 0L));
    assertThat(call.getInvocation()).isEqualTo(1);
    assertThat(call.getOp()).isEqualTo("/shop/price");
    assertThat(call.getVersion()).isEqualTo("7");
    assertThat(call.getAttempt()).isEqualTo(1);
    assertThat(call.getDeadline()).isEqualTo(TestEngine.START.plusSeconds(5));
    assertThat(call.getReplyTopic()).isEqualTo("madcloud.replies");
    assertThat(call.getHomePartition()).isZero();
    assertThat(call.getIdempotencyKey()).isEqualTo("madcloud.notifications-0-0-1");
    assertThat(call.getInputs()).isEqualTo(Map.of("what", "pen"));

    TestRecord<String, byte[]> record = engine.records("madcloud.calls.prices").get(0);
    assertThat(record.key()).isEqualTo("p1");
    assertThat(TestEngine.header(record, "madcloud.server")).isEqualTo("prices");
    assertThat(engine.outcomes("p1")).isEmpty();
    assertThat(engine.running()).containsExactly("p1");
  }

  @Test
  void a_reply_lets_the_process_go_on() {
    engine.answer(ordered(), Map.of("price", 1.5));

    assertThat(engine.outcomes("p1").get(0).getFieldsets().get(0).getFields())
        .isEqualTo(Map.of("/shop/item", "pen", "/shop/price", 1.5, "/shop/label", "1.5"));
    List<Turn> journal = engine.journal("p1");
    assertThat(journal).extracting(Turn::getTurn).containsExactly(1L, 2L);
    assertThat(((Reply) journal.get(1).getCause()).getMessages()).hasSize(1);
    assertThat(engine.running()).isEmpty();
    assertThat(engine.keys(MadcloudTopology.PROCESSES)).isEmpty();
  }

  @Test
  void several_messages_fork() {
    engine.answer(ordered(), Map.of("price", 1.5), Map.of("price", 2.5));
    assertThat(engine.outcomes("p1").get(0).getFieldsets())
        .extracting(fieldset -> fieldset.getId() + fieldset.getFields().get("/shop/label"))
        .containsExactly("0.11.5", "0.22.5");
  }

  @Test
  void an_error_counts_as_an_attempt_and_the_call_comes_again_after_a_pause() {
    Call first = ordered();
    engine.fail(first, "busy", true);
    assertThat(engine.calls("prices")).hasSize(1);
    assertThat(((Attempted) engine.journal("p1").get(1).getChanges().get(0)).getError())
        .isEqualTo("busy");

    engine.advance(Duration.ofMillis(100));
    assertThat(engine.calls("prices")).hasSize(2);
    Call second = engine.call("prices");
    assertThat(second.getAttempt()).isEqualTo(2);
    assertThat(second.getInvocation()).isEqualTo(1);
    assertThat(second.getIdempotencyKey()).isEqualTo(first.getIdempotencyKey());
    assertThat(second.getInputs()).isEqualTo(first.getInputs());
    TimerDue cause = (TimerDue) engine.journal("p1").get(2).getCause();
    assertThat(cause.getKind()).isEqualTo(TimerKind.RETRY);
    assertThat(cause.getAttempt()).isEqualTo(2);
    assertThat(cause.getDue()).isAfter(TestEngine.START);

    engine.answer(second, Map.of("price", 2.0));
    assertThat(engine.outcomes("p1")).hasSize(1);
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
  }

  @Test
  void the_same_error_told_twice_is_one_attempt() {
    Call first = ordered();
    engine.fail(first, "busy", true);
    engine.fail(first, "busy", true);
    engine.fail(first, "busy", true);

    assertThat(engine.journal("p1")).hasSize(2);
    assertThat(engine.deadLetters()).isEmpty();
    assertThat(engine.counted("madcloud.inputs.rejected", "reason", "not-pending")).isEqualTo(2);
    engine.advance(Duration.ofMillis(100));
    assertThat(engine.calls("prices")).hasSize(2);
  }

  @Test
  void the_last_failure_is_a_dead_letter_with_the_call_in_it() {
    ordered();
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(engine.call("prices").getAttempt()).isEqualTo(attempt);
      engine.fail(engine.call("prices"), "busy " + attempt, true);
      engine.advance(Duration.ofMillis(200));
    }
    assertThat(engine.calls("prices")).hasSize(3);
    List<TestRecord<byte[], byte[]>> letters = engine.deadLetters();
    assertThat(letters).hasSize(1);
    TestRecord<byte[], byte[]> letter = letters.get(0);
    assertThat(letter.key()).isEqualTo("p1".getBytes(StandardCharsets.UTF_8));
    assertThat(TestEngine.header(letter, Refusals.REASON)).isEqualTo("failed");
    assertThat(TestEngine.header(letter, Refusals.DETAIL)).isEqualTo("busy 3");
    assertThat(TestEngine.header(letter, Refusals.OP)).isEqualTo("/shop/price");
    assertThat(TestEngine.header(letter, Refusals.INVOCATION)).isEqualTo("1");
    Call kept =
        engine.serdes.of(Call.class).deserializer().deserialize("dead-letters", letter.value());
    assertThat(kept.getInputs()).isEqualTo(Map.of("what", "pen"));
    assertThat(engine.outcomes("p1").get(0).getFailed()).isEqualTo(1);
  }

  @Test
  void a_fail_field_takes_the_failure_instead() {
    engine.programs.declare(GUARDED);
    engine.fail(ordered(), "no such pen", false);

    assertThat(engine.outcomes("p1").get(0).getFieldsets().get(0).getFields())
        .containsEntry("/shop/note", "no such pen");
    assertThat(engine.deadLetters()).isEmpty();
  }

  @Test
  void a_reply_of_a_wrong_type_ends_the_invocation_and_is_put_aside() {
    engine.answer(ordered(), Map.of("price", "cheap"));

    assertThat(engine.outcomes("p1").get(0).getFailed()).isEqualTo(1);
    assertThat(engine.deadLetters())
        .extracting(letter -> TestEngine.header(letter, Refusals.REASON))
        .containsExactly("failed", "type-mismatch");
  }

  @Test
  void a_reply_too_deep_for_any_type_ends_the_invocation_as_well() {
    Object nested = true;
    for (int depth = 0; depth <= 100; depth++) {
      nested = new ListValue(List.of(nested));
    }
    List<Map<String, Object>> messages = List.of(Map.of("price", nested));
    engine.reply(TestEngine.replyTo(ordered()).setMessages(messages).build());

    assertThat(engine.outcomes("p1").get(0).getFailed()).isEqualTo(1);
    assertThat(engine.deadLetters())
        .extracting(letter -> TestEngine.header(letter, Refusals.REASON))
        .containsExactly("failed", "type-mismatch");
  }

  @Test
  void replies_to_nobody_are_put_aside_as_they_came() {
    Call call = ordered();
    Incarnation other = new Incarnation("madcloud.notifications", 0, 77L);
    List<Reply> strays =
        List.of(
            TestEngine.replyTo(call).setIncarnation(other).build(),
            TestEngine.replyTo(call).setProcess("p2").build(),
            TestEngine.replyTo(call).setInvocation(9).build(),
            TestEngine.replyTo(call).setInvocation(-1).build());
    strays.forEach(engine::reply);

    List<TestRecord<byte[], byte[]>> letters = engine.deadLetters();
    assertThat(letters)
        .extracting(letter -> TestEngine.header(letter, Refusals.REASON))
        .containsExactly("not-pending", "unknown-process", "not-pending", "not-pending");
    for (int index = 0; index < strays.size(); index++) {
      TestRecord<byte[], byte[]> letter = letters.get(index);
      assertThat(letter.value()).isEqualTo(engine.bytes("madcloud.replies", strays.get(index)));
      assertThat(TestEngine.header(letter, "__streams.errors.topic")).isEqualTo("madcloud.replies");
      assertThat(TestEngine.header(letter, "__streams.errors.partition")).isEqualTo("0");
      assertThat(TestEngine.header(letter, "__streams.errors.offset")).isEqualTo("" + index);
      assertThat(TestEngine.header(letter, "__streams.errors.exception"))
          .isEqualTo(RejectedInputException.class.getName());
      assertThat(TestEngine.header(letter, "__streams.errors.message")).startsWith("Expected ");
    }
    assertThat(engine.journal("p1")).hasSize(1);
    engine.answer(call, Map.of("price", 1.0));
    assertThat(engine.outcomes("p1")).hasSize(1);
  }

  @Test
  void a_reply_that_comes_twice_is_only_counted() {
    Call call = ordered();
    engine.answer(call, Map.of("price", 1.0));
    engine.answer(call, Map.of("price", 9.0));

    assertThat(engine.deadLetters()).isEmpty();
    assertThat(engine.journal("p1")).hasSize(2);
    assertThat(engine.counted("madcloud.inputs.rejected", "reason", "not-pending")).isEqualTo(1);
  }

  @Test
  void a_reply_after_the_end_of_its_process_is_put_aside() {
    Call call = ordered();
    engine.cancel("p1");
    engine.answer(call, Map.of("price", 1.0));

    assertThat(engine.outcomes("p1").get(0).getStatus()).isEqualTo(ProcessStatus.CANCELLED);
    assertThat(engine.outcomes("p1").get(0).getDropped()).isEqualTo(1);
    assertThat(engine.deadLetters())
        .extracting(letter -> TestEngine.header(letter, Refusals.REASON))
        .containsExactly("not-pending");
  }

  @Test
  void a_call_that_nobody_answers_in_time_is_a_failed_attempt() {
    Call first = ordered();
    engine.advance(Duration.ofMillis(4_999));
    assertThat(engine.journal("p1")).hasSize(1);

    engine.advance(Duration.ofMillis(101));
    TimerDue cause = (TimerDue) engine.journal("p1").get(1).getCause();
    assertThat(cause.getKind()).isEqualTo(TimerKind.TIMEOUT);
    assertThat(cause.getAttempt()).isEqualTo(1);
    Attempted attempted = (Attempted) engine.journal("p1").get(1).getChanges().get(0);
    assertThat(attempted.getError())
        .isEqualTo("Expected a reply within 5000 ms, but there was none");
    assertThat(attempted.getRetryAtMs()).isGreaterThan(cause.getDue().toEpochMilli());
    assertThat(engine.counted("madcloud.op.timeouts", "op", "/shop/price")).isEqualTo(1);

    engine.advance(Duration.ofMillis(200));
    Call second = engine.call("prices");
    assertThat(second.getAttempt()).isEqualTo(2);
    assertThat(second.getIdempotencyKey()).isEqualTo(first.getIdempotencyKey());
    assertThat(second.getDeadline()).isAfter(first.getDeadline());
  }

  @Test
  void a_server_that_never_answers_ends_its_invocation_and_leaves_no_timer() {
    ordered();
    engine.advance(Duration.ofSeconds(20));
    for (int tick = 0; tick < 200; tick++) {
      engine.advance(Duration.ofMillis(100));
    }
    assertThat(engine.calls("prices")).hasSize(3);
    assertThat(engine.outcomes("p1").get(0).getFailed()).isEqualTo(1);
    assertThat(engine.deadLetters()).hasSize(1);
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
  }

  @Test
  void a_call_that_is_answered_in_time_leaves_no_timer() {
    engine.answer(ordered(), Map.of("price", 1.5));
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
    engine.advance(Duration.ofSeconds(20));
    assertThat(engine.journal("p1")).hasSize(2);
  }

  @Test
  void a_late_reply_is_taken_while_the_invocation_is_pending_and_seen_to_be_late() {
    Call first = ordered();
    engine.advance(Duration.ofMillis(5_100));
    engine.answer(first, Map.of("price", 1.5));

    Answered answered = (Answered) engine.journal("p1").get(2).getChanges().get(0);
    assertThat(answered.getLate()).isTrue();
    assertThat(engine.outcomes("p1").get(0).getFieldsets().get(0).getFields())
        .containsEntry("/shop/label", "1.5");
    assertThat(engine.counted("madcloud.op.late", "op", "/shop/price")).isEqualTo(1);
    engine.advance(Duration.ofSeconds(20));
    assertThat(engine.calls("prices")).hasSize(1);
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
  }

  @Test
  void an_op_without_a_time_out_waits() {
    engine.programs.declare(
        """
        mount: /shop
        ops:
          price: { in: [{ what: item }], out: [price], call: prices, supervise: { timeout: none } }
        """);
    assertThat(ordered().getDeadline()).isNull();
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
    engine.advance(Duration.ofDays(1));
    assertThat(engine.calls("prices")).hasSize(1);
    assertThat(engine.running()).containsExactly("p1");
  }
}
