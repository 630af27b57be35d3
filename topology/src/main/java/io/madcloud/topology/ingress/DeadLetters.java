package io.madcloud.topology.ingress;

import io.madcloud.engine.program.Op;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where records go that become no notification. */
public interface DeadLetters {

  /**
   * A record for the dead-letter topic.
   *
   * @param record as it came
   * @param op that it does not fit; null when it is none that any op could take
   * @param reason the model's word
   * @param error says why, for people
   */
  ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> record, Op op, String reason, Exception error);

  /** One is written, for good. */
  void written(String reason);
}
