package io.madcloud.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks of others: brokers take nothing from far ahead, and engines do not look at the rest. */
final class WrongClockTest {
  private static final String PROGRAM =
      """
      fields: { text: string, length: long, later: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        wait: { in: [length], out: [later], after: 500ms, expr: { later: length } }
      """;

  @TempDir private Path directory;

  @Test
  void records_of_another_time_are_refused_or_are_as_all_others() throws Exception {
    try (TestBed bed = TestBed.startWithPartitions(1, directory);
        KafkaProducer<String, Notification> producer =
            new KafkaProducer<>(
                bed.clients(),
                new StringSerializer(),
                RecordSerdes.of(bed.clients()).of(Notification.class).serializer())) {
      bed.declare(PROGRAM);
      EngineProcess engine = bed.engine("engine");
      engine.awaitRunning();
      Oracle oracle = bed.oracle();

      Future<RecordMetadata> ahead = send(producer, "ahead", Instant.parse("2099-01-01T00:00:00Z"));
      assertThatThrownBy(ahead::get).hasCauseInstanceOf(InvalidTimestampException.class);

      Instant now = Instant.now();
      for (int times = 0; times < 2; times++) {
        send(producer, "long-ago", Instant.parse("1999-01-01T00:00:00Z")).get();
        send(producer, "soon", now.plus(Duration.ofMinutes(50))).get();
        send(producer, "now", now).get();
      }
      Eventually.until("outcomes", () -> oracle.poll(Duration.ofMillis(50)).stopped() == 3);
      for (String process : Set.of("long-ago", "soon", "now")) {
        send(producer, process, now).get();
      }
      send(producer, "last", now).get();
      Eventually.until("another", () -> oracle.poll(Duration.ofMillis(50)).stopped() == 4);
      oracle.readToEnd();
      assertThat(oracle.findings(Set.of("long-ago", "soon", "now", "last"))).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
    }
  }

  private static Future<RecordMetadata> send(
      KafkaProducer<String, Notification> producer, String process, Instant stamp) {
    Notification notification = new Notification("/start", Map.of("text", "abc"));
    return producer.send(
        new ProducerRecord<>(
            "madcloud.notifications", 0, stamp.toEpochMilli(), process, notification));
  }
}
