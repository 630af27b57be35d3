package io.madcloud.bench.load;

import io.madcloud.bench.process.JavaProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Processes that wait for as long as a side runs: each calls a server, and nobody answers.
 *
 * @param size how many there are
 * @param oneOf every so manyth is special
 * @param usual the notification of the others
 * @param special that of the special ones
 */
public record Crowd(long size, long oneOf, byte[] usual, byte[] special) {

  /** Makes their ids other ones than those of processes that are measured. */
  private static final String PREFIX = "w";

  private static final Duration LINGER = Duration.ofMillis(5);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The number of a process, from 0; -1 when it is not of a crowd. */
  static long number(byte[] id) {
    String text = new String(id, StandardCharsets.US_ASCII);
    return text.startsWith(PREFIX)
        ? ProcessId.number(text.substring(PREFIX.length()).getBytes(StandardCharsets.US_ASCII))
        : -1;
  }

  static byte[] id(long number) {
    String digits = new String(ProcessId.bytes(number), StandardCharsets.US_ASCII);
    return (PREFIX + digits).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Begins all of them, and returns when all wait.
   *
   * @param topic of notifications
   * @param opPath of the op that calls
   * @param calls the topic that it calls
   */
  public void gather(
      JavaProcess side, String bootstrapServers, String topic, String opPath, String calls) {
    try (Producer<byte[], byte[]> producer = Clients.producer(bootstrapServers, LINGER);
        Callers callers = new Callers(bootstrapServers, calls)) {
      callers.expect("wait", opPath, 1, size);
      AtomicReference<Exception> failure = new AtomicReference<>();
      for (long number = 0; number < size; number++) {
        byte[] value = number % oneOf == 0 ? special : usual;
        var unused = // The callback hears of it.
            producer.send(
                new ProducerRecord<>(topic, id(number), value),
                (metadata, error) -> failure.compareAndSet(null, error));
      }
      producer.flush();
      if (failure.get() != null) {
        throw new IllegalStateException(
            "Expected to send processes to " + topic + ", but " + failure.get().getMessage(),
            failure.get());
      }
      long progressNs = System.nanoTime();
      while (callers.called() < size && System.nanoTime() - progressNs < PATIENCE.toNanos()) {
        side.requireAlive();
        if (callers.poll(POLL) > 0) {
          progressNs = System.nanoTime();
        }
      }
      callers.require(side.name());
    }
  }
}
