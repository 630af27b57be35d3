package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.DeadLetter;
import io.madcloud.acceptance.oracle.Oracle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that anybody writes to an input topic stops an engine, and none of it is lost. */
final class BadInputTest {
  private static final List<String> INPUTS =
      List.of("madcloud.notifications", "madcloud.replies", "madcloud.controls");

  /** No wire format; a schema that nobody knows; nothing; a schema's id and no record. */
  private static final List<byte[]> POISON =
      List.of(
          "hello".getBytes(StandardCharsets.UTF_8),
          new byte[] {0, 0x7f, 0, 0, 1, 2, 3},
          new byte[0],
          new byte[] {0, 0, 0, 0, 1});

  private static final String PROGRAM =
      """
      mount: /o
      fields: { text: string, length: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
      """;

  @TempDir private Path directory;

  @Test
  void poison_on_every_input_topic_becomes_dead_letters_and_the_engine_goes_on() throws Exception {
    try (TestBed bed = TestBed.start(directory)) {
      bed.raw("madcloud.programs", 0, "/o/none", POISON.get(0));
      bed.declare(PROGRAM);
      EngineProcess engine = bed.engine("engine");
      Oracle oracle = bed.oracle();
      Set<String> processes = new TreeSet<>();
      serve(bed, oracle, processes, engine);

      int written = 0;
      for (String topic : INPUTS) {
        for (int partition = 0; partition < TestBed.PARTITIONS; partition++) {
          bed.raw(topic, partition, "poison", POISON.get(partition % POISON.size()));
          written++;
        }
        bed.raw(topic, 0, null, POISON.get(0));
        bed.raw(topic, 0, "poison", null);
        written += 2;
      }
      bed.raw("madcloud.programs", 0, null, POISON.get(1));
      bed.notify("unknown", "/o/nothing", Map.of());
      bed.notify("mistyped", "/o/start", Map.of("text", 5L));
      bed.notify("undeclared", "/o/start", Map.of("nothing", "a"));
      serve(bed, oracle, processes, engine);
      bed.declare(
          "{ mount: /o, ops: { late: { in: [length], out: [text], expr: { text: \"'late'\" } } }"
              + " }");
      Eventually.until(
          "a declaration that takes effect after poison",
          () -> {
            serve(bed, oracle, processes, engine);
            return oracle.ops("p" + (processes.size() - 1)).contains("/o/late");
          });

      oracle.readToEnd();
      assertThat(oracle.findings(processes)).isEmpty();
      List<DeadLetter> malformed =
          oracle.deadLetters().stream().filter(l -> l.reason().equals("malformed")).toList();
      assertThat(malformed).hasSize(written).allSatisfy(BadInputTest::tellsWhere);
      assertThat(malformed.stream().map(l -> l.headers().get("__streams.errors.topic")))
          .containsAll(INPUTS);
      assertThat(malformed.stream().filter(l -> l.value() != null && l.value().length == 5))
          .allSatisfy(l -> assertThat(POISON).contains(l.value()));
      assertThat(oracle.deadLetters().stream().map(l -> l.key() + " " + l.reason()))
          .contains("unknown unknown-op", "mistyped type-mismatch", "undeclared undeclared-field")
          .hasSize(written + 3);
      assertThat(engine.output()).doesNotContain("A stream thread ended");
    }
  }

  /** A process in every partition, from notification to outcome. */
  private static void serve(
      TestBed bed, Oracle oracle, Set<String> processes, EngineProcess engine) {
    List<String> more = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String process = "p" + (processes.size() + i);
      bed.notify(process, "/o/start", Map.of("text", "abc"));
      more.add(process);
    }
    processes.addAll(more);
    Eventually.until(
        processes.size() + " outcomes",
        Duration.ofSeconds(60),
        () -> oracle.poll(Duration.ofMillis(50)).stopped() >= processes.size(),
        () -> oracle.stopped() + " of them; the engine printed: " + engine.tail());
  }

  private static void tellsWhere(DeadLetter letter) {
    assertThat(letter.headers())
        .containsKeys("__streams.errors.partition", "__streams.errors.offset", "madcloud.detail");
    assertThat(letter.headers().get("__streams.errors.exception"))
        .endsWith("SerializationException");
    assertThat(letter.headers().get("__streams.errors.message")).startsWith("Expected ");
    assertThat(INPUTS).contains(letter.headers().get("__streams.errors.topic"));
  }

  @Test
  void an_engine_without_its_topics_says_which_and_ends() throws Exception {
    try (TestBed bed = TestBed.bare(directory)) {
      EngineProcess engine = bed.engine("engine");
      assertThat(engine.awaitExit()).isEqualTo(1);
      assertThat(engine.output())
          .contains("Expected topic madcloud.notifications, but it does not exist")
          .contains("Expected topic madcloud.programs, but it does not exist")
          .contains("'bin/madcloud topics create' creates what is missing");
    }
  }
}
