package io.madcloud.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Records for the dead-letter topic: the key and value as they came, and headers that say why. The
 * headers have the names that Kafka Streams gives its own dead letters (KIP-1034), so that the same
 * tools read both, beside {@code madcloud.*} ones.
 */
final class Refusals {

  /** The model's word for why. */
  static final String REASON = "madcloud.reason";

  /** Why, for people. */
  static final String DETAIL = "madcloud.detail";

  /** The op concerned, where there is one. */
  static final String OP = "madcloud.op";

  /** The invocation concerned, where there is one. */
  static final String INVOCATION = "madcloud.invocation";

  private static final String ERRORS = "__streams.errors.";

  private Refusals() {}

  /** A record that was not taken. */
  static Record<String, byte[]> of(
      Record<String, byte[]> record, RecordMetadata source, String reason, Exception error) {
    Headers headers = new RecordHeaders(record.headers());
    put(headers, ERRORS + "exception", error.getClass().getName());
    put(headers, ERRORS + "message", error.getMessage());
    put(headers, ERRORS + "topic", source.topic());
    put(headers, ERRORS + "partition", Integer.toString(source.partition()));
    put(headers, ERRORS + "offset", Long.toString(source.offset()));
    put(headers, REASON, reason);
    put(headers, DETAIL, error.getMessage());
    return new Record<>(record.key(), record.value(), record.timestamp(), headers);
  }

  /** An invocation that failed for good; {@code call} is what was or would have been published. */
  static Record<String, byte[]> of(
      String process, byte[] call, long timestamp, String op, int invocation, String error) {
    Headers headers = new RecordHeaders();
    put(headers, REASON, "failed");
    put(headers, DETAIL, error);
    put(headers, OP, op);
    put(headers, INVOCATION, Integer.toString(invocation));
    return new Record<>(process, call, timestamp, headers);
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
  }
}
