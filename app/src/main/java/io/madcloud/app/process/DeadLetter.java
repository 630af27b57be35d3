package io.madcloud.app.process;

import io.madcloud.topology.Refusals;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;

/** Something that an engine put aside, by the headers that it wrote. */
final class DeadLetter {

  private final ConsumerRecord<byte[], byte[]> record;

  DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  /** Whether it is this record that was put aside. */
  boolean isOf(RecordMetadata sent) {
    return sent.topic().equals(header(Refusals.TOPIC))
        && Integer.toString(sent.partition()).equals(header(Refusals.PARTITION))
        && Long.toString(sent.offset()).equals(header(Refusals.OFFSET));
  }

  /** Why, with the model's word for it. */
  String why() {
    return "%s (%s)".formatted(header(Refusals.DETAIL), header(Refusals.REASON));
  }

  private String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
