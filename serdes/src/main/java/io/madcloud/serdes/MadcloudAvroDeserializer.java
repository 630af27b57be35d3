package io.madcloud.serdes;

import io.madcloud.wire.Notification;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads generated records in Confluent's wire format, whatever version of their schema they were
 * written with. Asks the registry once for an id. To be used by several threads once configured.
 *
 * <p>A {@link SerializationException} says that the record is bad and will stay so; a {@link
 * RegistryException} says nothing about the record.
 */
public final class MadcloudAvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  /** What records of one schema id are read with. */
  private record Source(Schema writer, Schema reader, DatumReader<Object> data) {}

  /** What one thread uses again for each record. */
  private static final class Scratch {
    final Map<Integer, Source> sources = new HashMap<>();
    BinaryDecoder decoder;
    int lastId;
    Source last;
  }

  private final Class<T> type;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  private SchemaRegistry registry;

  /** Makes of each of Madcloud's records its class; to be configured before use. */
  public MadcloudAvroDeserializer() {
    this(null, null);
  }

  /** Makes records of one type; to be configured before use. */
  public MadcloudAvroDeserializer(Class<T> type) {
    this(type, null);
  }

  /** Makes records of one type, and asks this registry; needs no configuration. */
  public MadcloudAvroDeserializer(Class<T> type, SchemaRegistry registry) {
    this.type = type;
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    if (registry == null) {
      registry = SchemaRegistry.of(config);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws SerializationException if the bytes are no such record
   * @throws RegistryException if the registry could not be asked for a schema
   */
  @Override
  @SuppressWarnings("unchecked") // The reader makes T, or what its writer called T.
  public T deserialize(String topic, byte[] data) {
    if (data == null) {
      return null;
    }
    int id = WireFormat.schemaId(topic, data);
    Scratch own = scratch.get();
    Source source = source(own, topic, id);
    own.decoder = WireFormat.data(data, own.decoder);
    T record;
    try {
      record = (T) source.data().read(null, own.decoder);
      WireFormat.requireEnd(topic, id, own.decoder);
    } catch (SerializationException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw unreadable(topic, id, source, e);
    }
    return record;
  }

  /** Says whether the schemas do not fit, or the bytes do not fit their schema. */
  private static SerializationException unreadable(
      String topic, int id, Source source, Throwable cause) {
    String written = source.writer().getFullName();
    boolean fits =
        SchemaCompatibility.checkReaderWriterCompatibility(source.reader(), source.writer())
            .getType()
            .equals(SchemaCompatibilityType.COMPATIBLE);
    return bad(
        "Expected the data of a "
            + source.reader().getFullName()
            + " in topic "
            + topic
            + ", but "
            + (fits
                ? "the bytes are not what schema " + id + " says: "
                : "schema " + id + " (" + written + ") cannot be resolved: ")
            + cause,
        cause);
  }

  private Source source(Scratch own, String topic, int id) {
    if (own.lastId != id || own.last == null) {
      Source source = own.sources.get(id);
      if (source == null) {
        source = newSource(topic, id);
        own.sources.put(id, source);
      }
      own.last = source;
      own.lastId = id;
    }
    return own.last;
  }

  private Source newSource(String topic, int id) {
    if (registry == null) {
      throw new IllegalStateException("Expected configure() before deserialize(), but it was not");
    }
    Schema writer = WireFormat.writer(registry, topic, id);
    GeneratedTypes types = type != null ? new GeneratedTypes(type) : typesOf(topic, writer);
    try {
      // Named outright: the usual way to it is open only to Avro's own models.
      DatumReader<Object> data =
          new FastReaderBuilder(types).createDatumReader(writer, types.schema());
      return new Source(writer, types.schema(), data);
    } catch (IOException | AvroRuntimeException e) {
      throw bad(
          "Expected a schema that "
              + types.schema().getFullName()
              + " can be read with in topic "
              + topic
              + ", but schema "
              + id
              + " ("
              + writer.getFullName()
              + ") cannot be resolved: "
              + e.getMessage(),
          e);
    }
  }

  /** By name, but only of ours: a schema from elsewhere must not choose classes to load. */
  private static GeneratedTypes typesOf(String topic, Schema writer) {
    try {
      if (Notification.class.getPackageName().equals(writer.getNamespace())) {
        Class<?> named =
            Class.forName(writer.getFullName(), false, Notification.class.getClassLoader());
        return new GeneratedTypes(named.asSubclass(SpecificRecord.class));
      }
    } catch (ClassNotFoundException | ClassCastException e) {
      // Told below.
    }
    throw bad(
        "Expected a record of Madcloud in topic " + topic + ", but " + writer.getFullName(), null);
  }

  private static SerializationException bad(String message, Throwable cause) {
    return new SerializationException(message, cause);
  }
}
