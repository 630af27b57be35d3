package io.madcloud.bench.load;

import io.madcloud.bench.process.JavaProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Processes that begin together, and that a timer ends.
 *
 * @param size how many there are
 * @param notification of each
 * @param time of their timer
 */
public record Wakes(int size, byte[] notification, Duration time) {

  /** Makes their ids other ones than those of all other processes. */
  private static final String PREFIX = "t";

  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * What came of them.
   *
   * @param sentMs how long it took to send them
   * @param servedMs from when the first could fall due until the last outcome was read
   */
  public record Served(double sentMs, double servedMs) {}

  /**
   * Begins all of them and returns when all have ended.
   *
   * @param topic of notifications
   * @param outcomes the topic of outcomes
   */
  public Served run(JavaProcess side, String bootstrapServers, String topic, String outcomes) {
    try (Producer<byte[], byte[]> producer = Clients.producer(bootstrapServers, Duration.ZERO);
        Consumer<byte[], byte[]> consumer = Clients.consumer(bootstrapServers, outcomes)) {
      consumer.seekToEnd(consumer.assignment());
      consumer.assignment().forEach(consumer::position);
      long beganNs = System.nanoTime();
      for (int number = 0; number < size; number++) {
        byte[] id = (PREFIX + number).getBytes(StandardCharsets.US_ASCII);
        var unused = producer.send(new ProducerRecord<>(topic, id, notification));
      }
      producer.flush();
      double sentMs = (System.nanoTime() - beganNs) / 1e6;
      Set<String> ended = new HashSet<>();
      long endedNs = beganNs;
      while (ended.size() < size && System.nanoTime() - beganNs < PATIENCE.toNanos()) {
        side.requireAlive();
        for (ConsumerRecord<byte[], byte[]> outcome : consumer.poll(POLL)) {
          String id = new String(outcome.key(), StandardCharsets.US_ASCII);
          if (id.startsWith(PREFIX) && !ended.add(id)) {
            throw new WrongOutcomeException("Expected one outcome of " + id + ", but found two");
          }
          endedNs = System.nanoTime();
        }
      }
      if (ended.size() < size) {
        throw new WrongOutcomeException(
            "Expected %,d processes to end by their timers, but %,d did"
                .formatted(size, ended.size()));
      }
      return new Served(sentMs, (endedNs - beganNs) / 1e6 - time.toMillis());
    }
  }
}
