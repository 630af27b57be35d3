package io.madcloud.serdes;

import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;
import io.madcloud.op.Bytes;
import io.madcloud.wire.MapEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The Avro records that one-way ops publish. The record is named after the op: {@code
 * /shop/ship-order} publishes a {@code shop.ShipOrder}. Its fields are the op's inputs by their
 * local names. Each may be null and is so by default, although an op always has all its inputs: so
 * an op may gain and lose inputs, and whoever reads its topic can go on, by an older schema or a
 * newer one.
 */
final class OpSchemas {

  /** Of {@code any}: what values of Madcloud's own records are. */
  private static final Schema ANY =
      WireSchemas.published(MapEntry.getClassSchema()).getField("value").schema();

  private OpSchemas() {}

  static Schema of(Op op) {
    int slash = op.path().lastIndexOf('/');
    Schema schema =
        Schema.createRecord(
            className(op.path().substring(slash + 1)),
            op.spec().doc(),
            namespace(op.path().substring(0, slash)),
            false);
    List<Schema.Field> fields = new ArrayList<>();
    for (Slot slot : op.in()) {
      fields.add(
          new Schema.Field(
              slot.local(),
              orNull(of(slot.field().type())),
              slot.field().doc(),
              Schema.Field.NULL_DEFAULT_VALUE));
    }
    schema.setFields(fields);
    return schema;
  }

  /** The record of one invocation. */
  static GenericRecord record(Op op, Schema schema, Map<String, Object> inputs) {
    GenericRecord record = new GenericData.Record(schema);
    for (Slot slot : op.in()) {
      record.put(slot.local(), toAvro(slot.field().type(), inputs.get(slot.local())));
    }
    return record;
  }

  private static Schema of(FieldType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case LONG -> Schema.create(Schema.Type.LONG);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case STRING -> Schema.create(Schema.Type.STRING);
      case BYTES -> Schema.create(Schema.Type.BYTES);
      case TIMESTAMP -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case LIST -> Schema.createArray(of(type.element()));
      case MAP -> Schema.createMap(of(type.element()));
      case ANY -> ANY;
    };
  }

  private static Schema orNull(Schema schema) {
    List<Schema> branches = new ArrayList<>(List.of(Schema.create(Schema.Type.NULL)));
    branches.addAll(schema.isUnion() ? schema.getTypes() : List.of(schema));
    return Schema.createUnion(branches);
  }

  private static Object toAvro(FieldType type, Object value) {
    return switch (type.kind()) {
      case BOOLEAN, LONG, DOUBLE, STRING -> value;
      case BYTES -> ((Bytes) value).toByteBuffer();
      case TIMESTAMP -> ((Instant) value).toEpochMilli();
      case LIST -> ((List<?>) value).stream().map(item -> toAvro(type.element(), item)).toList();
      case MAP -> {
        Map<String, Object> map = new HashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, item) -> map.put((String) key, toAvro(type.element(), item)));
        yield map;
      }
      case ANY -> Values.toWire(value);
    };
  }

  /** As Java's classes are called, whose generators make classes of records. */
  private static String className(String op) {
    return begun(
        Arrays.stream(op.split("[-_]"))
            .filter(word -> !word.isEmpty())
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining()));
  }

  /** Null for the root. */
  private static String namespace(String folder) {
    return folder.isEmpty()
        ? null
        : Arrays.stream(folder.substring(1).split("/"))
            .map(name -> begun(name.replace('-', '_')))
            .collect(Collectors.joining("."));
  }

  /** Names of Avro begin with no digit, and are not empty. */
  private static String begun(String name) {
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }
}
