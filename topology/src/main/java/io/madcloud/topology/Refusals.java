package io.madcloud.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Records for the dead-letter topic: the key and value as they came, and headers that say why. The
 * headers have the names that Kafka Streams gives its own dead letters (KIP-1034), so that the same
 * tools read both, beside {@code madcloud.*} ones.
 */
public final class Refusals {

  /** The model's word for why. */
  public static final String REASON = "madcloud.reason";

  /** The reason of an invocation that failed for good. */
  public static final String FAILED = "failed";

  /** Why, for people. */
  public static final String DETAIL = "madcloud.detail";

  /** The op concerned, where there is one. */
  public static final String OP = "madcloud.op";

  /** The invocation concerned, where there is one. */
  public static final String INVOCATION = "madcloud.invocation";

  /** How many bytes were left out, because no topic of ours would take them. */
  static final String OMITTED = "madcloud.omitted.bytes";

  private static final String ERRORS = "__streams.errors.";

  /** The topic of an input that was not taken. */
  public static final String TOPIC = ERRORS + "topic";

  /** Its partition. */
  public static final String PARTITION = ERRORS + "partition";

  /** Its offset. */
  public static final String OFFSET = ERRORS + "offset";

  private static final int MOST_BYTES = MadcloudConfig.MAX_RECORD_BYTES - 64 * 1024;
  private static final int MOST_KEY_BYTES = 64 * 1024;
  private static final int MOST_TEXT = 2_000;

  private Refusals() {}

  /** A record that was not taken at {@code timeMs}. */
  static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record,
      RecordMetadata source,
      String reason,
      Exception error,
      long timeMs) {
    long bytes = length(record.key()) + length(record.value()) + length(record.headers());
    boolean fits = bytes <= MOST_BYTES;
    Headers headers = fits ? new RecordHeaders(record.headers()) : new RecordHeaders();
    put(headers, ERRORS + "exception", error.getClass().getName());
    put(headers, ERRORS + "message", error.getMessage());
    put(headers, TOPIC, source.topic());
    put(headers, PARTITION, Integer.toString(source.partition()));
    put(headers, OFFSET, Long.toString(source.offset()));
    put(headers, REASON, reason);
    put(headers, DETAIL, error.getMessage());
    if (fits) {
      return new Record<>(record.key(), record.value(), timeMs, headers);
    }
    put(headers, OMITTED, Long.toString(bytes));
    byte[] key = length(record.key()) <= MOST_KEY_BYTES ? record.key() : null;
    return new Record<>(key, null, timeMs, headers);
  }

  /**
   * An invocation that failed for good.
   *
   * @param call what was or would have been published
   */
  static Record<byte[], byte[]> of(
      io.madcloud.wire.Call call, byte[] callBytes, String reason, String error, long timeMs) {
    Headers headers = new RecordHeaders();
    put(headers, REASON, reason);
    put(headers, DETAIL, error);
    put(headers, OP, call.getOp());
    put(headers, INVOCATION, Integer.toString(call.getInvocation()));
    boolean fits = callBytes.length <= MOST_BYTES;
    if (!fits) {
      put(headers, OMITTED, Integer.toString(callBytes.length));
    }
    byte[] key = call.getProcess().getBytes(StandardCharsets.UTF_8);
    return new Record<>(key, fits ? callBytes : null, timeMs, headers);
  }

  private static long length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static long length(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static void put(Headers headers, String name, String value) {
    String text = String.valueOf(value);
    String brief = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    headers.add(name, brief.getBytes(StandardCharsets.UTF_8));
  }
}
