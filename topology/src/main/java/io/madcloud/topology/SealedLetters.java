package io.madcloud.topology;

import io.madcloud.serdes.DecryptionException;
import io.madcloud.serdes.Sealing;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Dead letters whose value, as it came, may have values of sensitive fields: it is encrypted whole,
 * and a header says by which key. Without a key it stays as it came.
 */
public final class SealedLetters {

  /** Id of the key that the value is encrypted by; a letter that is not has no such header. */
  public static final String KEY = "madcloud.encryption.key.id";

  private static final String PLACE = "the value of a dead letter";

  private SealedLetters() {}

  static Record<byte[], byte[]> seal(Record<byte[], byte[]> letter, Sealing sealing) {
    byte[] value = sealed(letter.key(), letter.value(), letter.headers(), sealing);
    return letter.withValue(value);
  }

  static ProducerRecord<byte[], byte[]> seal(
      ProducerRecord<byte[], byte[]> letter, Sealing sealing) {
    byte[] value = sealed(letter.key(), letter.value(), letter.headers(), sealing);
    return new ProducerRecord<>(
        letter.topic(), letter.partition(), letter.key(), value, letter.headers());
  }

  private static byte[] sealed(byte[] key, byte[] value, Headers headers, Sealing sealing) {
    if (value == null || sealing.keyId() == null) {
      return value;
    }
    headers.add(KEY, sealing.keyId().getBytes(StandardCharsets.UTF_8));
    return sealing.seal(process(key), PLACE, value);
  }

  /**
   * The value of a dead letter as it came.
   *
   * @throws DecryptionException if its key is missing
   */
  public static byte[] value(ConsumerRecord<byte[], byte[]> letter, Sealing sealing) {
    Header key = letter.headers().lastHeader(KEY);
    return key == null || letter.value() == null
        ? letter.value()
        : sealing.open(
            process(letter.key()),
            PLACE,
            new String(key.value(), StandardCharsets.UTF_8),
            letter.value());
  }

  /** Whatever a producer took for an id. */
  private static String process(byte[] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
