package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.Rejection;
import io.madcloud.engine.scenario.StageException;
import io.madcloud.topology.Refusals;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * An input that the engine did not take, as its dead letter says.
 *
 * @param input where it was written
 * @param reason the model's word
 * @param detail for people
 */
record Refusal(TopicPartition input, long offset, String reason, String detail) {

  /** Null for a dead letter of another kind: an invocation that failed for good. */
  static Refusal of(ConsumerRecord<byte[], byte[]> letter) {
    String topic = header(letter, Refusals.TOPIC);
    return topic == null
        ? null
        : new Refusal(
            new TopicPartition(topic, Integer.parseInt(header(letter, Refusals.PARTITION))),
            Long.parseLong(header(letter, Refusals.OFFSET)),
            header(letter, Refusals.REASON),
            header(letter, Refusals.DETAIL));
  }

  /** The reason, if the model knows it. */
  Rejection rejection() {
    try {
      return Rejection.of(reason);
    } catch (IllegalArgumentException e) {
      throw new StageException(
          "Expected a record that the engine can read, but it says %s: %s"
              .formatted(reason, detail),
          e);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
