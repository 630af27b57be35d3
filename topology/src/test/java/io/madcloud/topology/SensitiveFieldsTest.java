package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.serdes.DecryptionException;
import io.madcloud.serdes.EncryptionKeys;
import io.madcloud.serdes.Sealing;
import io.madcloud.serdes.StandIns;
import io.madcloud.wire.Call;
import io.madcloud.wire.Notification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an engine writes of the values of sensitive fields. */
final class SensitiveFieldsTest {

  private static final String SECRET = "4111-2222-3333-4444";
  private static final String KEYS = "a=" + Base64.getEncoder().encodeToString(new byte[32]);

  private static final String SHOP =
      """
      fields:
        card: { type: string, sensitive: true }
        receipt: { type: any, sensitive: true }
        amount: long
        tail: string
        checked: string
        why: map<string>
      ops:
        pay: { out: [card, amount] }
        guess: { out: [card, tail], expr: { tail: "card.substring(int(card))" } }
        charge: { in: [card, amount], out: [receipt], call: bank, supervise: { attempts: 1 } }
        check: { in: [card], out: [checked], call: bank, fail: why, supervise: { attempts: 1 } }
        tail: { in: [card, receipt], out: [tail], expr: { tail: "card.substring(15)" } }
      """;

  private TestEngine engine = TestEngine.of(SHOP).with("madcloud.encryption.keys", KEYS).start();

  @AfterEach
  void close() {
    engine.close();
  }

  private void restart(TestEngine.Setup setup) {
    engine.close();
    engine = setup.start();
  }

  /** All that is in output topics and stores, apart from calls. */
  private List<String> written() {
    List<String> all = new ArrayList<>();
    for (String topic :
        List.of(
            TestEngine.TOPICS.journal(),
            TestEngine.TOPICS.outcomes(),
            TestEngine.TOPICS.answers(),
            TestEngine.TOPICS.deadLetters())) {
      engine.records(topic).forEach(record -> all.add(topic + " " + text(record)));
    }
    KeyValueStore<Bytes, byte[]> running = engine.runningStore();
    try (var entries = running.all()) {
      entries.forEachRemaining(entry -> all.add("running " + latin(entry.value)));
    }
    try (var entries = engine.stoppedStore().all()) {
      entries.forEachRemaining(entry -> all.add("stopped " + latin(entry.value)));
    }
    return all;
  }

  private static String text(TestRecord<?, byte[]> record) {
    StringBuilder text = new StringBuilder(record.key() + " " + latin(record.value()));
    record.headers().forEach(header -> text.append(' ').append(latin(header.value())));
    return text.toString();
  }

  private static String latin(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private Call call(String op) {
    return engine.calls("bank").stream()
        .filter(call -> call.getOp().equals(op))
        .findFirst()
        .orElseThrow();
  }

  /** The values of p as the engine has them. */
  private Map<String, Object> root() {
    return engine.process("p").view(engine.programs.current()).fieldsets().get(0).fields();
  }

  private void pay(String process) {
    engine.notify(process, "/pay", Map.of("card", SECRET, "amount", 7L));
  }

  @Test
  void values_are_used_and_written_nowhere() {
    pay("p");
    engine.calls("bank").forEach(call -> assertThat(call.getInputs()).containsValue(SECRET));
    assertThat(written()).hasSizeGreaterThan(1).noneMatch(it -> it.contains(SECRET));
    JournalReplay.check(engine, "p");
    engine.answer(call("/check"), Map.of("checked", "yes"));
    engine.answer(call("/charge"), Map.of("receipt", Map.of("of", SECRET)));
    assertThat(root()).containsEntry("/card", SECRET).containsEntry("/tail", "4444");
    assertThat(engine.outcomes("p").get(0).getFieldsets().get(0).getFields())
        .containsEntry("/card", StandIns.hidden())
        .containsEntry("/receipt", StandIns.hidden())
        .containsEntry("/amount", 7L);
    assertThat(written()).noneMatch(it -> it.contains(SECRET));
    JournalReplay.check(engine, "p");
  }

  @Test
  void no_error_quotes_them() {
    pay("p");
    engine.fail(call("/check"), "no card 4111-2", false);
    engine.fail(call("/charge"), "declined: " + SECRET, false);
    assertThat(written())
        .noneMatch(it -> it.contains(SECRET) || it.contains("4111-2"))
        .anyMatch(it -> it.startsWith("madcloud.dead-letters") && it.contains("(hidden: it may"));
    assertThat(String.valueOf(root().get("/why"))).contains("(hidden: it may quote");
    JournalReplay.check(engine, "p");
  }

  @Test
  void an_error_that_quotes_nothing_is_told() {
    pay("p");
    engine.fail(call("/check"), "the bank is closed", false);
    assertThat(String.valueOf(root().get("/why"))).contains("the bank is closed");
  }

  @Test
  void an_input_that_is_refused_is_kept_encrypted() {
    Notification wrong = new Notification("/pay", Map.of("card", SECRET, "amount", "seven"));
    engine.pipe(TestEngine.TOPICS.notifications(), "p", wrong);
    engine.notify("q", "/guess", Map.of("card", SECRET));
    List<TestRecord<byte[], byte[]>> letters = engine.deadLetters();
    assertThat(letters).hasSize(2).noneMatch(it -> text(it).contains(SECRET));
    assertThat(letters)
        .extracting(it -> TestEngine.header(it, Refusals.REASON))
        .containsExactly("type-mismatch", "expression-error");
    assertThat(TestEngine.header(letters.get(1), Refusals.DETAIL)).contains("(hidden: ");

    TestRecord<byte[], byte[]> first = letters.get(0);
    assertThat(TestEngine.header(first, SealedLetters.KEY)).isEqualTo("a");
    ConsumerRecord<byte[], byte[]> letter =
        new ConsumerRecord<>("dead-letters", 0, 0, first.key(), first.value());
    first.headers().forEach(letter.headers()::add);
    assertThat(SealedLetters.value(letter, new Sealing(EncryptionConfig.keys(engine.config))))
        .isEqualTo(engine.bytes(TestEngine.TOPICS.notifications(), wrong));
    assertThatThrownBy(() -> SealedLetters.value(letter, new Sealing(EncryptionKeys.NONE)))
        .isInstanceOf(DecryptionException.class);
  }

  @Test
  void without_a_key_they_are_hidden_from_people_alone() {
    restart(TestEngine.of(SHOP));
    pay("p");
    engine.fail(call("/check"), "no card " + SECRET, false);
    engine.fail(call("/charge"), "no card " + SECRET, false);
    assertThat(written())
        .filteredOn(it -> it.contains(SECRET))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("madcloud.journal") || it.startsWith("stopped"));
    JournalReplay.check(engine, "p");
  }

  @Test
  void what_a_plugin_throws_may_quote_a_part_of_them() {
    String program =
        """
        fields: { card: { type: string, sensitive: true }, other: string, number: long, why: map<string> }
        ops:
          pay: { out: [card, other] }
          count: { in: [card], out: [number], plugin: number, fail: why, supervise: { attempts: 1 } }
          also: { in: [other], out: [number], plugin: number, supervise: { attempts: 1 } }
        """;
    restart(TestEngine.of(program, new NumberPlugin()));
    engine.notify("p", "/pay", Map.of("card", "x12345", "other", "y98765"));
    assertThat(String.valueOf(root().get("/why"))).contains("(hidden: it may quote");
    assertThat(TestEngine.header(engine.deadLetters().get(0), Refusals.DETAIL)).contains("98765");
  }

  /** Reads a number behind the first character of a text, and is bad at it. */
  private static final class NumberPlugin implements OpPlugin {
    @Override
    public String name() {
      return "number";
    }

    @Override
    public OpFunction configure(Map<String, Object> with) {
      return call -> {
        String text = call.inputs().values().iterator().next().toString();
        throw new NumberFormatException("For input string: " + text.substring(1));
      };
    }
  }
}
