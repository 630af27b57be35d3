package io.madcloud.topology.ingress;

import io.madcloud.engine.program.Literals;
import io.madcloud.serdes.AvroValues;
import io.madcloud.serdes.PlainJson;
import io.madcloud.serdes.RegistryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads records of other people's topics: Avro, or JSON where that is configured. One thread. */
final class EventReader {

  /** Schema registries' serializers of JSON put a zero byte and four of schema id in front. */
  private static final int SCHEMA_ID_BYTES = 5;

  private final Deserializer<Object> avro;
  private final Set<String> jsonTopics;

  EventReader(Deserializer<Object> avro, Set<String> jsonTopics) {
    this.avro = avro;
    this.jsonTopics = jsonTopics;
  }

  /**
   * Reads a record.
   *
   * @throws UnfitRecordException if there is nothing to read, now or ever
   * @throws RegistryException if the schema registry could not be asked
   */
  SourceEvent read(ConsumerRecord<byte[], byte[]> record) throws UnfitRecordException {
    if (record.value() == null) {
      throw new UnfitRecordException(
          UnfitRecordException.MALFORMED, "Expected a record, but the value is null");
    }
    try {
      return jsonTopics.contains(record.topic()) ? json(record.value()) : avro(record);
    } catch (RuntimeException e) {
      if (RegistryException.isBehind(e)) {
        throw e instanceof RegistryException away ? away : new RegistryException(e.toString(), e);
      }
      throw new UnfitRecordException(UnfitRecordException.MALFORMED, e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new UnfitRecordException(
          UnfitRecordException.MALFORMED,
          "Expected a record that can be read, but it is nested too deep",
          e);
    }
  }

  private SourceEvent avro(ConsumerRecord<byte[], byte[]> record) {
    Object read = avro.deserialize(record.topic(), record.headers(), record.value());
    if (!(read instanceof IndexedRecord event)) {
      throw new IllegalArgumentException(
          "Expected an Avro record in topic %s, but found %s"
              .formatted(record.topic(), read == null ? "null" : read.getClass().getName()));
    }
    return (name, type) -> {
      Schema.Field field = event.getSchema().getField(name);
      return field == null ? null : AvroValues.of(event.get(field.pos()), field.schema());
    };
  }

  private static SourceEvent json(byte[] value) {
    boolean framed = value.length >= SCHEMA_ID_BYTES && value[0] == 0;
    Object read = PlainJson.read(value, framed ? SCHEMA_ID_BYTES : 0);
    if (!(read instanceof Map<?, ?> object)) {
      throw new IllegalArgumentException("Expected a JSON object, but found " + Kinds.of(read));
    }
    return (name, type) -> {
      Object plain = present(object.get(name));
      return plain == null ? null : Literals.typed(plain, type);
    };
  }

  /** As in Avro, a member that is null is not there. */
  private static Object present(Object plain) {
    if (plain instanceof Map<?, ?> object) {
      Map<Object, Object> members = new LinkedHashMap<>();
      object.forEach(
          (name, member) -> {
            if (member != null) {
              members.put(name, present(member));
            }
          });
      return members;
    }
    if (plain instanceof List<?> list) {
      List<Object> items = new ArrayList<>(list.size());
      list.forEach(item -> items.add(present(item)));
      return items;
    }
    return plain;
  }
}
