package io.madcloud.app.process;

import io.madcloud.wire.Turn;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Hands a record to the engine and waits for the turn that it takes for it. */
final class Delivery {

  private static final Duration POLL = Duration.ofMillis(100);

  private final ProcessClient client;
  private final String process;

  Delivery(ProcessClient client, String process) {
    this.client = client;
    this.process = process;
  }

  /** Sees that turns which follow from elsewhere do not leave one waiting in vain. */
  interface Foreign {

    /**
     * Looks at a turn with another cause.
     *
     * @throws IllegalStateException if the record will not be taken after this
     */
    void look(Turn turn);
  }

  /**
   * Writes the record, and waits.
   *
   * @param cause of the turn, as the journal keeps it: the record itself
   * @throws IllegalStateException with the reason, if the record is refused, or nothing is heard of
   *     it
   */
  Turn deliver(String topic, int partition, SpecificRecord cause, Duration timeout, Foreign foreign)
      throws InterruptedException {
    try (TopicReader reader =
        TopicReader.of(client, process, client.topics().journal(), client.topics().deadLetters())) {
      Deadline deadline = Deadline.in(timeout);
      RecordMetadata sent = client.send(topic, partition, process, cause);
      TurnParts parts = new TurnParts();
      while (!deadline.isOver()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          if (record.topic().equals(client.topics().deadLetters())) {
            requireTaken(new DeadLetter(record), sent);
            continue;
          }
          Turn turn = parts.add(client.read(record, Turn.class));
          if (turn != null && cause.equals(turn.getCause())) {
            return turn;
          }
          if (turn != null) {
            foreign.look(turn);
          }
        }
      }
      throw new IllegalStateException(
          "Expected the engine to take the record within %s, but nothing is heard of it: %s"
              .formatted(deadline.text(), Silence.why(client.connection())));
    }
  }

  private static void requireTaken(DeadLetter letter, RecordMetadata sent) {
    if (letter.isOf(sent)) {
      throw new IllegalStateException(
          "Expected the engine to take the record, but: " + letter.why());
    }
  }
}
