package io.madcloud.app.process;

import io.madcloud.topology.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;

/**
 * Something that an engine put aside, by the headers that it wrote: an invocation that failed for
 * good, or an input that it did not take.
 */
final class DeadLetter {

  private final ConsumerRecord<byte[], byte[]> record;

  DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  /** Names it among all others: partition and offset. */
  String id() {
    return record.partition() + "-" + record.offset();
  }

  /** When it was put aside. */
  Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** Id of the process concerned, as the key has it; empty when it has none. */
  String process() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** The model's word for why. */
  String reason() {
    return header(Refusals.REASON);
  }

  /** Why, for people. */
  String detail() {
    return header(Refusals.DETAIL);
  }

  /** Absolute path of the op concerned; empty for an input that concerns none. */
  String op() {
    return header(Refusals.OP);
  }

  /** Number of the invocation concerned; empty for an input. */
  String invocation() {
    return header(Refusals.INVOCATION);
  }

  /** Whether an invocation failed for good, so that it can be made again. */
  boolean isFailure() {
    return reason().equals(Refusals.FAILED);
  }

  /** All headers by name. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    record.headers().forEach(header -> headers.put(header.key(), text(header)));
    return headers;
  }

  /** Whether it is this record that was put aside. */
  boolean isOf(RecordMetadata sent) {
    return sent.topic().equals(header(Refusals.TOPIC))
        && Integer.toString(sent.partition()).equals(header(Refusals.PARTITION))
        && Long.toString(sent.offset()).equals(header(Refusals.OFFSET));
  }

  /** Why, with the model's word for it. */
  String why() {
    return "%s (%s)".formatted(detail(), reason());
  }

  private String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : text(header);
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
