package io.madcloud.topology;

import io.madcloud.engine.program.Op;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    Letter letter =
        letter(
            record.key(),
            record.value(),
            record.headers(),
            new Place(source.topic(), source.partition(), source.offset()),
            reason,
            error);
    return new Record<>(letter.key, letter.value, timeMs, letter.headers);
  }

  /**
   * A record of somebody else's topic that became no notification.
   *
   * @param topic of the dead letters
   * @param op that it does not fit; null when no op could take it
   */
  static ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> record, String topic, Op op, String reason, Exception error) {
    Letter letter =
        letter(
            record.key(),
            record.value(),
            record.headers(),
            new Place(record.topic(), record.partition(), record.offset()),
            reason,
            error);
    if (op != null) {
      put(letter.headers, OP, op.path());
    }
    return new ProducerRecord<>(topic, null, letter.key, letter.value, letter.headers);
  }

  /** Where a record that was not taken lies. */
  private record Place(String topic, int partition, long offset) {}

  private record Letter(byte[] key, byte[] value, Headers headers) {}

  private static Letter letter(
      byte[] key, byte[] value, Headers given, Place place, String reason, Exception error) {
    long bytes = length(key) + length(value) + length(given);
    boolean fits = bytes <= MOST_BYTES;
    Headers headers = fits ? new RecordHeaders(given) : new RecordHeaders();
    put(headers, ERRORS + "exception", error.getClass().getName());
    put(headers, ERRORS + "message", error.getMessage());
    put(headers, TOPIC, place.topic);
    put(headers, PARTITION, Integer.toString(place.partition));
    put(headers, OFFSET, Long.toString(place.offset));
    put(headers, REASON, reason);
    put(headers, DETAIL, error.getMessage());
    if (fits) {
      return new Letter(key, value, headers);
    }
    put(headers, OMITTED, Long.toString(bytes));
    return new Letter(length(key) <= MOST_KEY_BYTES ? key : null, null, headers);
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
