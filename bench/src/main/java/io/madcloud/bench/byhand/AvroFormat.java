package io.madcloud.bench.byhand;

import io.madcloud.bench.wire.Request;
import io.madcloud.serdes.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;

/**
 * One generated class in Confluent's wire format, as fast as Avro gets: the schema's id is asked
 * for once, when this is made; the generated classes encode themselves; buffers are used again. Not
 * for several threads, so that nobody looks for a thread's own.
 */
public final class AvroFormat<T extends SpecificRecord> {

  private static final int HEADER_BYTES = 5;

  private final int id;
  private final SpecificDatumWriter<T> writer;
  private final SpecificDatumReader<T> reader;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2_048);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);
  private BinaryDecoder decoder;

  /** Avro makes generated classes by name only if told so: to be called before any is read. */
  public static void trustOwnClasses() {
    String own = Request.class.getPackageName();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(own)));
  }

  /** Registers the schema for the values of a topic. */
  public AvroFormat(SchemaRegistry registry, String topic, Class<T> type) {
    SpecificData model = new SpecificData(type.getClassLoader());
    model.setCustomCoders(true);
    Schema schema = model.getSchema(type);
    id = registry.register(topic + "-value", schema);
    writer = new SpecificDatumWriter<>(schema, model);
    reader = new SpecificDatumReader<>(schema, schema, model);
  }

  /** A record as bytes. */
  public byte[] encode(T record) {
    buffer.reset();
    buffer.write(0);
    buffer.write(id >>> 24);
    buffer.write(id >>> 16);
    buffer.write(id >>> 8);
    buffer.write(id);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new SerializationException(
          "Expected a complete record of " + record.getSchema().getName(), e);
    }
    return buffer.toByteArray();
  }

  /** A record of these bytes. */
  public T decode(byte[] bytes) {
    if (bytes[0] != 0 || ByteBuffer.wrap(bytes).getInt(1) != id) {
      throw new SerializationException("Expected a record of schema " + id + ", but found another");
    }
    decoder =
        DecoderFactory.get()
            .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoder);
    try {
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new SerializationException("Expected a whole record of schema " + id, e);
    }
  }
}
