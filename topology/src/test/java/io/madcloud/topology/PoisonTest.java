package io.madcloud.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.serdes.RegistryException;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Control;
import io.madcloud.wire.ListValue;
import io.madcloud.wire.Notification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bad records are put aside as they came, and the next good one is taken as if nothing was. */
final class PoisonTest {

  private static final String NOTIFICATIONS = TestEngine.TOPICS.notifications();
  private static final String MEMOS =
      """
      mount: /memos
      fields: { text: string, count: long, any: any, length: long, both: any }
      ops:
        begin: { out: [text, count, any] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        nest: { in: [any], out: [both], expr: { both: "[any]" } }
      """;

  private TestEngine engine = TestEngine.of(MEMOS).with(MadcloudConfig.LIMIT_BYTES, 100L).start();
  private int goods;

  @AfterEach
  void close() {
    engine.close();
  }

  private byte[] notification(String op, Map<String, ?> fields) {
    return engine.bytes(NOTIFICATIONS, new Notification(op, Values.fieldsToWire(fields)));
  }

  private byte[] good() {
    return notification("/memos/begin", Map.of("text", "hello"));
  }

  private void putAside(String reason, byte[] key, byte[] value, String message) {
    putAside(reason, NOTIFICATIONS, key, value, message);
  }

  private void putAside(String reason, String topic, byte[] key, byte[] value, String message) {
    int journal = engine.journal().size();
    int outcomes = engine.records(TestEngine.TOPICS.outcomes()).size();
    RecordHeaders headers = new RecordHeaders();
    headers.add("of-the-producer", new byte[] {1, 2, 3});
    engine.pipe(topic, new TestRecord<>(key, value, headers));

    List<TestRecord<byte[], byte[]>> letters = engine.deadLetters();
    assertThat(letters).hasSize(1);
    TestRecord<byte[], byte[]> letter = letters.get(0);
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.headers().lastHeader("of-the-producer").value()).containsExactly(1, 2, 3);
    assertThat(TestEngine.header(letter, Refusals.REASON)).isEqualTo(reason);
    assertThat(TestEngine.header(letter, Refusals.DETAIL))
        .startsWith("Expected ")
        .contains(message);
    assertThat(TestEngine.header(letter, "__streams.errors.topic")).isEqualTo(topic);
    assertThat(TestEngine.header(letter, "__streams.errors.partition")).isEqualTo("0");
    assertThat(TestEngine.header(letter, "__streams.errors.offset")).isNotNull();
    assertThat(TestEngine.header(letter, "__streams.errors.message")).contains(message);
    assertThat(TestEngine.header(letter, "__streams.errors.exception"))
        .isEqualTo(
            reason.equals("malformed")
                ? SerializationException.class.getName()
                : RejectedInputException.class.getName());
    assertThat(engine.counted("madcloud.dead.letters", "reason", reason)).isPositive();
    assertThat(engine.journal()).hasSize(journal);
    assertThat(engine.records(TestEngine.TOPICS.outcomes())).hasSize(outcomes);

    String next = "good-" + goods++;
    engine.pipe(NOTIFICATIONS, next.getBytes(UTF_8), good());
    assertThat(engine.outcomes(next)).hasSize(1);
    assertThat(engine.deadLetters()).isEmpty();
  }

  private static byte[] id(String id) {
    return id.getBytes(UTF_8);
  }

  @Test
  void bytes_that_are_no_record_of_ours() {
    putAside("malformed", id("p"), id("{\"op\":1}"), "begins with byte 123");
    putAside("malformed", id("p"), new byte[0], "there are 0 bytes");
    putAside("malformed", id("p"), new byte[] {0, 0, 9, 9, 9, 0}, "it does not know");
    byte[] whole = good();
    putAside("malformed", id("p"), Arrays.copyOf(whole, whole.length - 3), "the bytes are not");
    putAside("malformed", id("p"), Arrays.copyOf(whole, whole.length + 1), "more bytes");
    byte[] other = engine.bytes("elsewhere", new Control("p", null, new Cancel(null), null));
    putAside("malformed", id("p"), other, "io.madcloud.wire.Control");
    putAside("malformed", id("p"), null, "the value is null");
  }

  @Test
  void keys_that_are_no_process_id() {
    putAside("malformed", null, good(), "there is none");
    putAside("malformed", new byte[0], good(), "there is none");
    putAside("malformed", new byte[] {(byte) 0xC3, 40}, good(), "it is no UTF-8");
    putAside("malformed", new byte[2_000], good(), "it has 2000");
    byte[] control =
        engine.bytes(TestEngine.TOPICS.controls(), new Control("q", null, new Cancel(null), null));
    putAside("malformed", TestEngine.TOPICS.controls(), id("p"), control, "id q as key");
  }

  @Test
  void values_that_are_too_deep_for_any_type() {
    Object nested = 1L;
    for (int depth = 0; depth < 102; depth++) {
      nested = new ListValue(List.of(nested));
    }
    Notification deep = new Notification("/memos/begin", Map.of("any", nested));
    putAside("type-mismatch", id("p"), engine.bytes(NOTIFICATIONS, deep), "more than 100 deep");
  }

  @Test
  void values_that_are_too_large() {
    byte[] large = notification("/memos/begin", Map.of("text", "x".repeat(3 << 20)));
    putAside("malformed", id("p"), large, "at most 2097152 bytes");
  }

  @Test
  void notifications_that_the_program_does_not_take() {
    putAside("unknown-op", id("p"), notification("/memos/nothing", Map.of()), "/memos/nothing");
    putAside("not-a-notification", id("p"), notification("/memos/measure", Map.of()), "has inputs");
    putAside(
        "undeclared-field", id("p"), notification("/memos/begin", Map.of("txt", "a")), "'txt'");
    putAside("type-mismatch", id("p"), notification("/memos/begin", Map.of("count", "a")), "long");
    putAside(
        "limit-bytes",
        id("p"),
        notification("/memos/begin", Map.of("text", "x".repeat(101))),
        "at most 100 bytes");
  }

  @Test
  void a_record_too_large_for_the_dead_letter_topic_is_pointed_at() {
    engine.pipe(NOTIFICATIONS, id("p"), new byte[5 << 20]);
    TestRecord<byte[], byte[]> letter = engine.deadLetters().get(0);
    assertThat(letter.key()).isEqualTo(id("p"));
    assertThat(letter.value()).isNull();
    assertThat(TestEngine.header(letter, Refusals.OMITTED)).isEqualTo("" + ((5 << 20) + 1));
    assertThat(TestEngine.header(letter, "__streams.errors.offset")).isEqualTo("0");
  }

  @Test
  void a_value_that_grows_too_deep_on_the_way_is_a_failed_run() {
    Object nested = 1L;
    for (int depth = 0; depth < 100; depth++) {
      nested = List.of(nested);
    }
    engine.notify("p", "/memos/begin", Map.of("any", nested));
    assertThat(engine.outcomes("p").get(0).getFailed()).isEqualTo(1);
    assertThat(TestEngine.header(engine.deadLetters().get(0), Refusals.DETAIL))
        .isEqualTo("type-mismatch");
  }

  @Test
  void a_registry_that_is_away_is_not_the_fault_of_the_record() {
    engine.close();
    engine =
        TestEngine.of(MEMOS)
            .with("schema.registry.url", "http://127.0.0.1:1")
            .with("madcloud.schema.registry.retry.timeout.ms", "1")
            .start();
    byte[] record = {0, 0, 0, 0, 7, 0};
    assertThatThrownBy(() -> engine.pipe(NOTIFICATIONS, id("p"), record))
        .hasRootCauseInstanceOf(RegistryException.class);
    assertThat(engine.deadLetters()).isEmpty();
  }
}
