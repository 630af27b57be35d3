package io.madcloud.topology.ingress;

import io.madcloud.engine.program.Op;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is written for a record and an op.
 *
 * @param source the record
 * @param op that takes it; null when no op could
 * @param output a notification, or a dead letter
 * @param refusal the reason of a dead letter; null for a notification
 */
record Ingested(
    ConsumerRecord<byte[], byte[]> source,
    Op op,
    ProducerRecord<byte[], byte[]> output,
    String refusal) {

  /** The same record and op, read another time. */
  boolean isOf(ConsumerRecord<byte[], byte[]> record, Op other) {
    return source.topic().equals(record.topic())
        && source.partition() == record.partition()
        && source.offset() == record.offset()
        && op.path().equals(other.path());
  }
}
