package io.madcloud.acceptance;

import io.madcloud.acceptance.harness.TestBed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer of events with schemas of their own, that knows nothing of Madcloud: it puts records
 * into partitions as it likes, with keys that mean nothing, by Confluent's client.
 */
final class EventProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final SchemaRegistryClient registry;
  private final ConfluentAvro avro;

  EventProducer(TestBed bed) {
    Map<String, Object> settings = new HashMap<>(bed.clients());
    settings.put("linger.ms", 5);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    registry = new CachedSchemaRegistryClient(bed.clients().get("schema.registry.url") + "", 100);
    avro = new ConfluentAvro(registry);
  }

  /** Registers a schema for the values of a topic. */
  Schema schema(String topic, String json) throws Exception {
    Schema schema = new Schema.Parser().parse(json);
    int unused = registry.register(topic + "-value", new AvroSchema(schema));
    return schema;
  }

  static GenericRecord record(Schema schema, Map<String, Object> fields) {
    GenericRecord record = new GenericData.Record(schema);
    fields.forEach(record::put);
    return record;
  }

  void avro(String topic, int partition, GenericRecord record) {
    bytes(topic, partition, framed(topic, record));
  }

  /** A record whose schema is registered for the values of {@code topic}. */
  byte[] framed(String topic, GenericRecord record) {
    return avro.serialize(topic, record);
  }

  void json(String topic, int partition, String json) {
    bytes(topic, partition, json.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(String topic, int partition, byte[] value) {
    byte[] key = partition % 2 == 0 ? null : new byte[] {-1, 0, 7};
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topic, partition, key, value));
  }

  /** Waits until all has arrived. */
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
