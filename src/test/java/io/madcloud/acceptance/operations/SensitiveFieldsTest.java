package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CallWorker;
import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.RawTopics;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.serdes.Replies;
import io.madcloud.wire.Call;
import io.madcloud.wire.ListValue;
import io.madcloud.wire.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The value of a sensitive field goes through calls, failures, dead letters and outcomes, over
 * restarts and another key, and nobody finds it who looks at topics, disks and screens.
 */
final class SensitiveFieldsTest {

  /** The command of the page about operating an engine. */
  private static final String MAKE_KEY =
      "echo \"2026-07 = $(head -c 32 /dev/urandom | base64)\" >> keys";

  private static final String SECRET = "4111-2222-3333-4444";

  /** Goes the same ways, and is no secret: who does not find this looks in the wrong places. */
  private static final String OPEN = "open-as-a-book-0001";

  /** Between engine, producers and servers, who need it. */
  private static final Set<String> BETWEEN =
      Set.of(
          "madcloud.notifications",
          "madcloud.replies",
          "madcloud.calls.bank",
          "madcloud.calls.desk",
          "payments");

  private static final String PROGRAM =
      """
      fields:
        card: { type: string, sensitive: true }
        receipt: { type: list<string>, sensitive: true }
        note: string
        amount: long
        approved: boolean
        tail: string
      ops:
        pay: { out: [card, note, amount] }
        paid: { out: [card, note], topic: payments }
        charge: { in: [card, note], out: [receipt], call: bank, supervise: { attempts: 2, backoff: 1ms } }
        approve: { in: [receipt, amount], out: [approved], call: desk, supervise: { timeout: 1h } }
        tail: { in: [card, approved], out: [tail], expr: { tail: "card.substring(15)" } }
      """;

  @TempDir private Path directory;

  private final List<String> shown = new ArrayList<>();

  @Test
  void nobody_finds_a_secret_who_has_no_key() throws Exception {
    Path keys = directory.resolve("keys");
    Map<String, String> encrypted =
        Map.of(
            "madcloud.encryption.keys.file",
            keys.toString(),
            "madcloud.ingress.json.topics",
            "payments");
    assertThat(
            new ProcessBuilder("bash", "-c", MAKE_KEY)
                .directory(directory.toFile())
                .start()
                .waitFor())
        .isZero();
    String made = Files.readString(keys);
    try (TestBed bed = TestBed.start(directory, "bank", "desk")) {
      bed.createTopic("payments", 1);
      bed.declare(PROGRAM);
      EngineProcess first = bed.engine("engine", encrypted);
      first.awaitRunning();
      CallWorker bank = bed.worker("bank", call -> receipt(), SensitiveFieldsTest::sendings);
      bed.notify("waits", "/pay", Map.of("card", SECRET, "note", OPEN, "amount", 7L));
      bed.notify("stops", "/pay", Map.of("card", SECRET, "note", OPEN));
      bed.notify("fails", "/pay", Map.of("card", SECRET, "note", "fail " + OPEN));
      bed.notify("refused", "/pay", Map.of("card", SECRET, "note", 5L));
      bed.raw("payments", 0, null, utf8("{'card':'%s','note':'%s'}".formatted(SECRET, OPEN)));
      bed.raw("payments", 0, null, utf8("{'note':'%s','card':%s}".formatted(OPEN, SECRET)));
      Eventually.until("calls", () -> bank.calls() >= 5);
      command(bed, "notify", "/pay", "card=" + SECRET, "note=" + OPEN, "--process=cli", "--wait");
      lookAround(bed);
      first.stop();
      shown.add(first.output());
      look(bed);

      String other = "key-2 = " + "A".repeat(43) + "=\n";
      Files.writeString(keys, other);
      EngineProcess without = bed.engine("engine", encrypted);
      assertThat(without.awaitExit()).isEqualTo(4);
      assertThat(without.output())
          .contains("Expected key '2026-07', by which /card of process waits is encrypted")
          .contains("add the key");
      shown.add(without.output());

      Files.writeString(keys, made + other);
      EngineProcess rotated =
          bed.engine("engine", with(encrypted, "madcloud.encryption.key.id", "key-2"));
      rotated.awaitRunning();
      command(bed, "reply", "waits", "/approve", "approved=true");
      String process = command(bed, "process", "waits");
      assertThat(process).contains("quiescent").containsPattern("/tail +\"4444\"");
      rotated.stop();
      shown.add(rotated.output());
      look(bed);
      assertThat(RawTopics.read(bed).having("key-2"))
          .as("what the new key has encrypted")
          .anyMatch(topic -> topic.endsWith("stopped-changelog"));
    }
  }

  private static Map<String, String> with(Map<String, String> all, String key, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(key, value);
    return more;
  }

  /** JSON, written with the other quotes. */
  private static byte[] utf8(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static List<Map<String, Object>> receipt() {
    return List.of(Map.of("receipt", new ListValue(List.of(SECRET, "paid"))));
  }

  private static List<CallWorker.Sending> sendings(Call call, Reply reply) {
    boolean fails = call.getInputs().get("note").toString().startsWith("fail");
    return List.of(
        new CallWorker.Sending(
            fails ? Replies.failed(call, "declined: " + SECRET, true) : reply, 0));
  }

  /** All that commands tell of values. */
  private void lookAround(TestBed bed) {
    Eventually.until(
        "dead letters",
        () ->
            Stream.of("failed", "type-mismatch", "malformed")
                .allMatch(run(bed, "dead-letters", "list").out()::contains));
    for (String process : List.of("waits", "stops", "fails")) {
      command(bed, "process", process);
      command(bed, "process", process, "-o", "json");
      command(bed, "why", process, "/tail");
    }
    watch(bed, "stops", "--until-stopped");
    watch(bed, "fails", "--until-stopped", "-o", "json");
    watch(bed, "waits", "--timeout", "1s", "-o", "json");
    String letters = command(bed, "dead-letters", "list");
    assertThat(letters).contains("type-mismatch").contains("(hidden: it may quote");
    for (String id : letters.lines().map(line -> line.replaceAll(" .*", "")).toList()) {
      if (id.matches("\\d+-\\d+")) {
        command(bed, "dead-letters", "show", id);
        command(bed, "dead-letters", "show", id, "-o", "json");
      }
    }
    assertThat(shown)
        .anyMatch(text -> text.contains(OPEN))
        .anyMatch(text -> text.contains("(hidden)"));
  }

  private void watch(TestBed bed, String process, String... options) {
    List<String> arguments = new ArrayList<>(List.of("watch", "--process", process));
    arguments.addAll(List.of(options));
    CommandOutcome watched = run(bed, arguments.toArray(String[]::new));
    assertThat(watched.out()).contains("/pay").contains("(hidden)");
  }

  private String command(TestBed bed, String... arguments) {
    return run(bed, arguments).done().out();
  }

  private CommandOutcome run(TestBed bed, String... arguments) {
    CommandOutcome outcome =
        CommandOutcome.of(
            bed.bootstrapServers(), bed.clients().get("schema.registry.url").toString(), arguments);
    shown.add(outcome.out() + outcome.err());
    return outcome;
  }

  /** Into every topic but those between engine, producers and servers, every file, every screen. */
  private void look(TestBed bed) throws IOException {
    RawTopics topics = RawTopics.read(bed);
    assertThat(topics.having(SECRET)).isSubsetOf(BETWEEN);
    assertThat(topics.having(OPEN))
        .contains("madcloud.journal", "madcloud.outcomes", "madcloud.dead-letters")
        .anyMatch(topic -> topic.endsWith("processes-changelog"))
        .anyMatch(topic -> topic.endsWith("stopped-changelog"));
    assertThat(files(SECRET)).isEmpty();
    assertThat(files(OPEN)).isNotEmpty();
    assertThat(shown).noneMatch(text -> text.contains(SECRET));
  }

  private List<Path> files(String text) throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("engine"))) {
      List<Path> found = new ArrayList<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (content.contains(text)) {
          found.add(file);
        }
      }
      return found;
    }
  }
}
