package io.madcloud.serdes;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes generated records in Confluent's wire format. Configured with Confluent's keys: {@code
 * schema.registry.url} and what goes with it, {@code auto.register.schemas}, {@code
 * use.latest.version}, {@code value.subject.name.strategy}. Asks the registry once for a topic and
 * a class. To be used by several threads once configured.
 */
public final class MadcloudAvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  /** What is known for a topic and a class. */
  private record Prepared(int id, RecordWriter writer) {}

  private final Map<Class<?>, Map<String, Prepared>> prepared = new ConcurrentHashMap<>();

  /** What one thread uses again for each record. */
  private final ThreadLocal<RecordBuffer> buffers = ThreadLocal.withInitial(RecordBuffer::new);

  private SchemaRegistry registry;
  private SchemaIds ids;

  /** To be configured before use. */
  public MadcloudAvroSerializer() {}

  /** Asks this registry instead of the configured one. */
  public MadcloudAvroSerializer(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    if (registry == null) {
      registry = SchemaRegistry.of(config);
    }
    ids = new SchemaIds(registry, SerializerSettings.of(config, isKey));
  }

  /**
   * {@inheritDoc}
   *
   * @throws SerializationException if the record is incomplete
   * @throws RegistryException if no id is to be had for its schema
   */
  @Override
  public byte[] serialize(String topic, T record) {
    if (record == null) {
      return null;
    }
    Prepared with = prepared(topic, record);
    RecordBuffer buffer = buffers.get();
    buffer.begin(with.id());
    try {
      with.writer().write(record, buffer);
      return buffer.toArray();
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "Expected a complete "
              + record.getSchema().getFullName()
              + " for topic "
              + topic
              + ", but "
              + e.getMessage(),
          e);
    }
  }

  private Prepared prepared(String topic, T record) {
    Map<String, Prepared> topics = prepared.get(record.getClass());
    Prepared known = topics == null ? null : topics.get(topic);
    return known != null ? known : prepare(topic, record);
  }

  private Prepared prepare(String topic, T record) {
    if (ids == null) {
      throw new IllegalStateException("Expected configure() before serialize(), but it was not");
    }
    Schema schema = record.getSchema();
    int id = ids.of(topic, WireSchemas.published(schema));
    Prepared made = new Prepared(id, new RecordWriter(record.getClass()));
    prepared.computeIfAbsent(record.getClass(), type -> new ConcurrentHashMap<>()).put(topic, made);
    return made;
  }
}
