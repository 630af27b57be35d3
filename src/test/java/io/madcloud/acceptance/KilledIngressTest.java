package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.NotificationCount;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine that is killed while it takes the records of a topic, three times: each record becomes
 * one notification and one process all the same, though partitions are of another number.
 */
final class KilledIngressTest {
  private static final int RECORDS = 3_000;
  private static final int TOPIC_PARTITIONS = 3;
  private static final int ROUNDS = 4;
  private static final String TOPIC = "readings";

  private static final String PROGRAM =
      """
      mount: /meter
      fields: { number: long, twice: long }
      ops:
        reading: { out: [number], topic: readings }
        double: { in: [number], out: [twice], expr: { twice: "number * 2" } }
      """;

  /** Small transactions: a kill finds one open, and many still to come. */
  private static final Map<String, String> SMALL_BATCHES =
      Map.of("consumer.max.poll.records", "20");

  @TempDir private Path directory;

  @Test
  void each_record_becomes_one_process_though_the_engine_is_killed_three_times() throws Exception {
    try (TestBed bed = TestBed.start(directory);
        EventProducer events = new EventProducer(bed)) {
      bed.createTopic(TOPIC, TOPIC_PARTITIONS);
      bed.declare(PROGRAM);
      Map<String, Long> numbers = publish(events);
      NotificationCount count = bed.notifications();
      Oracle oracle = bed.oracle();
      for (int round = 1; round <= ROUNDS; round++) {
        EngineProcess engine = bed.engine("engine", SMALL_BATCHES);
        // Not where a round of batches ends, and the last one at the end.
        int enough = round == ROUNDS ? RECORDS : RECORDS * round / ROUNDS - 7;
        await(count, enough, engine);
        if (round < ROUNDS) {
          engine.kill();
          count.readToEnd();
          System.out.printf("killed after %d of %d%n", count.byProcess().size(), RECORDS);
          assertThat(count.byProcess().size()).isLessThan(RECORDS);
        } else {
          Eventually.until(
              "all outcomes",
              Duration.ofSeconds(60),
              () -> oracle.poll(Duration.ofMillis(20)).stopped() >= RECORDS,
              () -> oracle.stopped() + "; the engine printed: " + engine.tail());
          engine.stop();
        }
      }
      count.readToEnd();
      oracle.readToEnd();

      assertThat(count.byProcess().keySet()).isEqualTo(numbers.keySet());
      assertThat(count.byProcess().values()).containsOnly(1);
      assertThat(oracle.findings(numbers.keySet())).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
      assertThat(
              numbers.entrySet().stream()
                  .filter(
                      each ->
                          !Map.of(
                                  "/meter/number",
                                  each.getValue(),
                                  "/meter/twice",
                                  2 * each.getValue())
                              .equals(oracle.outcome(each.getKey()).fieldsets().get("0")))
                  .limit(3))
          .isEmpty();
    }
  }

  private static void await(NotificationCount count, int enough, EngineProcess engine) {
    Eventually.until(
        enough + " notifications",
        Duration.ofSeconds(90),
        () -> count.poll(Duration.ofMillis(5)).byProcess().size() >= enough || !engine.isAlive(),
        () -> count.byProcess().size() + "; the engine printed: " + engine.tail());
    assertThat(engine.isAlive()).as(engine.tail()).isTrue();
  }

  /** The numbers by the ids of the processes that they start; more in one partition than others. */
  private static Map<String, Long> publish(EventProducer events) throws Exception {
    Schema schema =
        events.schema(
            TOPIC,
            """
            { "type": "record", "name": "Reading", "namespace": "com.example", "fields": [
              { "name": "number", "type": "int" }, { "name": "meter", "type": "string" } ] }
            """);
    Map<String, Long> numbers = new TreeMap<>();
    int[] offsets = new int[TOPIC_PARTITIONS];
    for (int number = 0; number < RECORDS; number++) {
      int partition = number % 5 == 0 ? 0 : number % 7 == 0 ? 1 : 2;
      events.avro(
          TOPIC,
          partition,
          EventProducer.record(schema, Map.of("number", number, "meter", "m" + number % 10)));
      numbers.put(TOPIC + "-" + partition + "-" + offsets[partition]++, (long) number);
    }
    events.flush();
    return numbers;
  }
}
