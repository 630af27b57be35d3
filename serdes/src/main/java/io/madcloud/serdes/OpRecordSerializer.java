package io.madcloud.serdes;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.serdes.SchemaRegistry.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes bytes of what one-way ops publish: an Avro record for each op, named after it, whose fields
 * are the op's inputs by their local names, each of them null by default. In Confluent's wire
 * format; the schema stands in the subject of the op's topic. Thread-safe.
 */
public final class OpRecordSerializer {

  /** What is known of an op; a changed op is another one. */
  private record Known(Op op, Schema schema) {}

  private final SchemaRegistry registry;
  private final SchemaIds ids;
  private final Serializer<GenericRecord> foreign;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final ThreadLocal<RecordBuffer> buffers = ThreadLocal.withInitial(RecordBuffer::new);

  private OpRecordSerializer(
      SchemaRegistry registry, SchemaIds ids, Serializer<GenericRecord> foreign) {
    this.registry = registry;
    this.ids = ids;
    this.foreign = foreign;
  }

  static OpRecordSerializer over(SchemaRegistry registry, SerializerSettings settings) {
    return new OpRecordSerializer(registry, new SchemaIds(registry, settings), null);
  }

  /** Over a serializer of somebody else, which has the registry to itself. */
  static OpRecordSerializer over(Serializer<GenericRecord> foreign) {
    return new OpRecordSerializer(null, null, foreign);
  }

  /**
   * The record of one invocation.
   *
   * @param inputs of the op, by local name
   * @throws SchemaRefusedException if the registry does not take the schema
   * @throws SerializationException if somebody else's serializer cannot make bytes of it
   * @throws RegistryException if the registry cannot be asked
   */
  public byte[] serialize(Op op, Map<String, Object> inputs) {
    Schema schema = schema(op);
    GenericRecord record = OpSchemas.record(op, schema, inputs);
    if (foreign != null) {
      return foreign.serialize(topic(op), record);
    }
    RecordBuffer buffer = buffers.get();
    buffer.begin(ids.of(topic(op), schema));
    try {
      new GenericDatumWriter<GenericRecord>(schema).write(record, buffer);
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException(
          "Expected a record for topic " + topic(op) + ", but " + e.getMessage(), e);
    }
    return buffer.toArray();
  }

  /**
   * Puts the op's schema into its subject, or sees that it is there where that is configured.
   * Somebody else's serializer does it at the first record.
   *
   * @throws SchemaRefusedException if the registry does not take it
   * @throws RegistryException if the registry cannot be asked
   */
  public void register(Op op) {
    if (ids != null) {
      int unused = ids.of(topic(op), schema(op));
    }
  }

  /**
   * The subject that the op's records have their schema in; empty where somebody else's serializer
   * knows it.
   */
  public Optional<String> subject(Op op) {
    return ids == null ? Optional.empty() : Optional.of(ids.subject(topic(op), schema(op)));
  }

  /**
   * Why the registry would not take the op's schema, a sentence each that names the field; empty if
   * it would, or has it. Changes nothing.
   *
   * @throws RegistryException if the registry cannot be asked
   */
  public List<String> problems(Op op) {
    if (ids == null) {
      return List.of();
    }
    Schema schema = schema(op);
    String subject = ids.subject(topic(op), schema);
    if (registry.idOf(subject, schema).isPresent()) {
      return List.of();
    }
    if (!registry.isCompatible(subject, schema)) {
      return registry.latest(subject).map(it -> refusal(subject, schema, it)).orElse(List.of());
    }
    return ids.mayRegister() ? List.of() : List.of(SchemaIds.missing(subject, schema));
  }

  private static List<String> refusal(String subject, Schema schema, Version latest) {
    String proposed = "the record of the op";
    String earlier = "version " + latest.version();
    List<String> reasons =
        new ArrayList<>(SchemaProblems.of(schema, proposed, latest.schema(), earlier));
    if (reasons.isEmpty()) {
      reasons.addAll(SchemaProblems.of(latest.schema(), earlier, schema, proposed));
    }
    if (reasons.isEmpty()) {
      reasons.add("a version before the latest does not go with it");
    }
    return reasons.stream()
        .map(reason -> "Expected a record that subject " + subject + " takes, but " + reason)
        .toList();
  }

  private Schema schema(Op op) {
    Known found = known.get(op.path());
    if (found == null || !found.op().equals(op)) {
      found = new Known(op, OpSchemas.of(op));
      known.put(op.path(), found);
    }
    return found.schema();
  }

  private static String topic(Op op) {
    return ((Action.Publish) op.action()).topic();
  }
}
