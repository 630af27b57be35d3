package io.madcloud.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryDecoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What Confluent's KafkaAvroSerializer and KafkaAvroDeserializer do, over Confluent's own client
 * and its Avro: frame a record with a zero byte and the id that the client gives. The client is to
 * be had from Maven Central, these two classes are not.
 */
final class ConfluentAvro implements Serializer<GenericRecord>, Deserializer<GenericRecord> {
  private static final int HEADER_BYTES = 5;

  private final SchemaRegistryClient registry;

  ConfluentAvro(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /** The newest schema of a topic's values, as use.latest.version asks for it. */
  Schema latest(String topic) throws IOException, RestClientException {
    int id = registry.getLatestSchemaMetadata(subject(topic)).getId();
    return schema(topic, id);
  }

  private Schema schema(String topic, int id) throws IOException, RestClientException {
    return ((AvroSchema) registry.getSchemaBySubjectAndId(subject(topic), id)).rawSchema();
  }

  private static String subject(String topic) {
    return topic + "-value";
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {}

  @Override
  public byte[] serialize(String topic, GenericRecord record) {
    Schema schema = record.getSchema();
    try {
      int id = registry.getId(subject(topic), new AvroSchema(schema));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(ByteBuffer.allocate(HEADER_BYTES).putInt(1, id).array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
      return bytes.toByteArray();
    } catch (IOException | RestClientException e) {
      throw new SerializationException("Expected to write " + record + ", but " + e, e);
    }
  }

  @Override
  public GenericRecord deserialize(String topic, byte[] bytes) {
    try {
      Schema schema = schema(topic, ByteBuffer.wrap(bytes).getInt(1));
      BinaryDecoder decoder =
          DecoderFactory.get()
              .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
      return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    } catch (IOException | RestClientException e) {
      throw new SerializationException("Expected to read a record of " + topic + ", but " + e, e);
    }
  }

  @Override
  public void close() {}

  /** A record of a type that {@code within} names, in its values' union. */
  static GenericRecord value(Schema within, String type, String field, Object value) {
    Schema union = within.getField("fields").schema().getValueType();
    for (Schema branch : union.getTypes()) {
      if (branch.getName().equals(type)) {
        GenericRecord record = new GenericData.Record(branch);
        record.put(field, value);
        return record;
      }
    }
    throw new AssertionError("Expected a branch " + type + ", but the union is " + union);
  }
}
