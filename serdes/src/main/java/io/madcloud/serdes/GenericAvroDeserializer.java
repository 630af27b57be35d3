package io.madcloud.serdes;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads Avro of whatever schema in Confluent's wire format, by the schema that it was written with.
 * To be used by one thread.
 *
 * <p>A {@link SerializationException} says that the record is bad and will stay so; a {@link
 * RegistryException} says nothing about the record.
 */
final class GenericAvroDeserializer implements Deserializer<Object> {

  /** Types that Avro's converters would make of logical types are none of the model's. */
  private static final GenericData WITHOUT_CONVERTERS = new GenericData();

  private final SchemaRegistry registry;
  private final Map<Integer, DatumReader<Object>> readers = new HashMap<>();
  private BinaryDecoder decoder;

  GenericAvroDeserializer(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Object deserialize(String topic, byte[] data) {
    if (data == null) {
      return null;
    }
    int id = WireFormat.schemaId(topic, data);
    DatumReader<Object> reader = reader(topic, id);
    decoder = WireFormat.data(data, decoder);
    try {
      Object read = reader.read(null, decoder);
      WireFormat.requireEnd(topic, id, decoder);
      return read;
    } catch (SerializationException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new SerializationException(
          "Expected the data of schema %d in topic %s, but the bytes are not what it says: %s"
              .formatted(id, topic, e),
          e);
    }
  }

  private DatumReader<Object> reader(String topic, int id) {
    DatumReader<Object> known = readers.get(id);
    if (known != null) {
      return known;
    }
    Schema writer = WireFormat.writer(registry, topic, id);
    try {
      DatumReader<Object> made = new GenericDatumReader<>(writer, writer, WITHOUT_CONVERTERS);
      readers.put(id, made);
      return made;
    } catch (AvroRuntimeException e) {
      throw new SerializationException(
          "Expected a schema that can be read by in topic %s, but schema %d is none: %s"
              .formatted(topic, id, e.getMessage()),
          e);
    }
  }
}
