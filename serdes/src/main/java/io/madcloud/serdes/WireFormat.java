package io.madcloud.serdes;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's wire format, for those who read it: a zero byte, the id of the writer's schema in
 * four bytes, and the data.
 */
final class WireFormat {

  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /**
   * The id of the writer's schema.
   *
   * @throws SerializationException if there is no header
   */
  static int schemaId(String topic, byte[] data) {
    if (data.length < HEADER_BYTES || data[0] != MAGIC) {
      throw new SerializationException(
          "Expected a record in Confluent's wire format (byte 0, four bytes of schema id, Avro) in"
              + " topic "
              + topic
              + ", but "
              + (data.length < HEADER_BYTES
                  ? "there are " + data.length + " bytes"
                  : "it begins with byte " + data[0])
              + ": its producer needs an Avro serializer with the schema registry");
    }
    return ByteBuffer.wrap(data).getInt(1);
  }

  /** A decoder of what follows the header. */
  static BinaryDecoder data(byte[] data, BinaryDecoder reuse) {
    return DecoderFactory.get()
        .binaryDecoder(data, HEADER_BYTES, data.length - HEADER_BYTES, reuse);
  }

  static void requireEnd(String topic, int id, BinaryDecoder decoder) throws IOException {
    if (!decoder.isEnd()) {
      throw new SerializationException(
          "Expected the record in topic "
              + topic
              + " to end after the last field of schema "
              + id
              + ", but there are more bytes");
    }
  }

  /**
   * The writer's schema.
   *
   * @throws SerializationException if the registry knows none of this id
   * @throws RegistryException if the registry could not be asked
   */
  static Schema writer(SchemaRegistry registry, String topic, int id) {
    return registry
        .schema(id)
        .orElseThrow(
            () ->
                new SerializationException(
                    "Expected a schema id that the registry knows in topic "
                        + topic
                        + ", but it does not know "
                        + id
                        + ": was the record written with another registry?"));
  }
}
