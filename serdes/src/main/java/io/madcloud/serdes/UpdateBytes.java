package io.madcloud.serdes;

import io.madcloud.wire.Update;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Updates as bytes that mean the same in every datacenter. Each has a schema registry of its own,
 * whose ids mean nothing in another; so these records have no such id, but Avro's single-object
 * encoding: the fingerprint of the schema before the value. Thread-safe.
 */
public final class UpdateBytes {

  private static final GeneratedTypes TYPES = new GeneratedTypes(Update.class);
  private static final BinaryMessageEncoder<Update> ENCODER =
      new BinaryMessageEncoder<>(TYPES, TYPES.schema());
  private static final BinaryMessageDecoder<Update> DECODER =
      new BinaryMessageDecoder<>(TYPES, TYPES.schema());

  private UpdateBytes() {}

  /** The bytes of an update. */
  public static byte[] of(Update update) {
    try {
      ByteBuffer buffer = ENCODER.encode(update);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The update of some bytes.
   *
   * @throws SerializationException if they are none, now or ever
   * @throws IllegalStateException if another version of Madcloud wrote them, which this one does
   *     not know yet
   */
  public static Update read(byte[] bytes) {
    try {
      return DECODER.decode(bytes);
    } catch (MissingSchemaException e) {
      throw new IllegalStateException(
          "Expected an update of a known version, but another datacenter runs a later one; nothing"
              + " is lost: bring the engines here to its version",
          e);
    } catch (BadHeaderException e) {
      throw new SerializationException(
          "Expected an update in Avro's single-object encoding, but " + e.getMessage(), e);
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new SerializationException("Expected an update, but " + e.getMessage(), e);
    }
  }
}
