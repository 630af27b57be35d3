package io.madcloud.serdes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes records of one generated class, in the bytes that Avro's own writer makes. That one looks
 * at the schema for each value anew (names, unions, conversions), which costs a third of a turn;
 * here it is decided once, when the writer is made. Avro has the like for reading, its {@code
 * FastReaderBuilder}, and not for writing. It also lets generated classes encode themselves, but
 * not those that hold a union of several types, which ours need for values; where a class can, it
 * does. Thread-safe.
 */
final class RecordWriter {

  /** Writes values of one schema. */
  private interface Part {
    void write(Object value, Encoder out) throws IOException;
  }

  private final GeneratedTypes types;

  /** By full name: a record may lead back to itself. */
  private final Map<String, RecordPart> records = new HashMap<>();

  private final Part whole;

  RecordWriter(Class<? extends SpecificRecord> type) {
    this.types = new GeneratedTypes(type);
    this.whole = part(types.schema());
  }

  /**
   * Writes one record.
   *
   * @throws AvroTypeException if a value is not what the schema says, naming the field
   */
  void write(SpecificRecord record, Encoder out) throws IOException {
    whole.write(record, out);
  }

  private Part part(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> (value, out) -> out.writeNull();
      case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
      case INT -> (value, out) -> out.writeInt((Integer) value);
      case LONG ->
          isTime(schema)
              ? (value, out) -> out.writeLong(((Instant) value).toEpochMilli())
              : (value, out) -> out.writeLong((Long) value);
      case DOUBLE -> (value, out) -> out.writeDouble((Double) value);
      case STRING -> (value, out) -> out.writeString((String) value);
      case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) value);
      case ENUM -> (value, out) -> out.writeEnum(schema.getEnumOrdinal(value.toString()));
      case ARRAY -> array(part(schema.getElementType()));
      case MAP -> map(part(schema.getValueType()));
      case UNION -> new UnionPart(schema);
      case RECORD -> record(schema);
      case FIXED, FLOAT ->
          throw new IllegalArgumentException(
              "Expected a type that Madcloud's records use, but found " + schema);
    };
  }

  private static boolean isTime(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }

  private static Part array(Part item) {
    return (value, out) -> {
      List<?> items = (List<?>) value;
      out.writeArrayStart();
      out.setItemCount(items.size());
      for (int index = 0; index < items.size(); index++) {
        out.startItem();
        item.write(items.get(index), out);
      }
      out.writeArrayEnd();
    };
  }

  private static Part map(Part item) {
    return (value, out) -> {
      Map<?, ?> items = (Map<?, ?>) value;
      out.writeMapStart();
      out.setItemCount(items.size());
      for (Map.Entry<?, ?> each : items.entrySet()) {
        out.startItem();
        out.writeString((String) each.getKey());
        item.write(each.getValue(), out);
      }
      out.writeMapEnd();
    };
  }

  private Part record(Schema schema) {
    RecordPart known = records.get(schema.getFullName());
    if (known != null) {
      return known;
    }
    RecordPart made = new RecordPart(schema, encodesItself(types.getClass(schema)));
    records.put(schema.getFullName(), made);
    for (Schema.Field field : schema.getFields()) {
      made.fields[field.pos()] = part(field.schema());
    }
    return made;
  }

  private static boolean encodesItself(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals("customEncode"));
  }

  private static final class RecordPart implements Part {

    private final Schema schema;
    private final Part[] fields;

    /** Whether the generated class encodes itself, as those without larger unions do. */
    private final boolean encodesItself;

    RecordPart(Schema schema, boolean encodesItself) {
      this.schema = schema;
      this.encodesItself = encodesItself;
      this.fields = new Part[schema.getFields().size()];
    }

    @Override
    public void write(Object value, Encoder out) throws IOException {
      if (!encodesItself) {
        writeFields((IndexedRecord) value, out);
        return;
      }
      SpecificRecordBase record = (SpecificRecordBase) value;
      try {
        record.customEncode(out);
      } catch (NullPointerException | ClassCastException e) {
        writeFields(record, out); // Which names the field.
        throw e;
      }
    }

    private void writeFields(IndexedRecord record, Encoder out) throws IOException {
      for (int index = 0; index < fields.length; index++) {
        try {
          fields[index].write(record.get(index), out);
        } catch (NullPointerException | ClassCastException e) {
          throw misfit(index, record.get(index), e);
        }
      }
    }

    private AvroTypeException misfit(int index, Object value, RuntimeException cause) {
      Schema.Field field = schema.getFields().get(index);
      String found = value == null ? "nothing" : "a " + value.getClass().getSimpleName();
      return new AvroTypeException(
          "Expected a value of type %s in field %s of %s, but found %s"
              .formatted(field.schema().getType().getName(), field.name(), schema.getName(), found),
          cause);
    }
  }

  /** The branch is the first whose Java type the value has. */
  private final class UnionPart implements Part {

    private final Class<?>[] javaTypes;
    private final Part[] branches;
    private final int nullBranch;

    UnionPart(Schema union) {
      List<Schema> schemas = union.getTypes();
      this.javaTypes = new Class<?>[schemas.size()];
      this.branches = new Part[schemas.size()];
      int none = -1;
      for (int branch = 0; branch < branches.length; branch++) {
        Schema schema = schemas.get(branch);
        none = schema.getType() == Schema.Type.NULL ? branch : none;
        javaTypes[branch] = javaType(schema);
        branches[branch] = part(schema);
      }
      this.nullBranch = none;
    }

    @Override
    public void write(Object value, Encoder out) throws IOException {
      int branch = value == null ? nullBranch : branchOf(value);
      if (branch < 0) {
        throw new ClassCastException("Expected a value of a branch of the union");
      }
      out.writeIndex(branch);
      branches[branch].write(value, out);
    }

    private int branchOf(Object value) {
      for (int branch = 0; branch < javaTypes.length; branch++) {
        if (javaTypes[branch].isInstance(value)) {
          return branch;
        }
      }
      return -1;
    }
  }

  private Class<?> javaType(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> Void.class;
      case BOOLEAN -> Boolean.class;
      case INT -> Integer.class;
      case LONG -> isTime(schema) ? Instant.class : Long.class;
      case DOUBLE -> Double.class;
      case STRING -> String.class;
      case BYTES -> ByteBuffer.class;
      case ARRAY -> List.class;
      case MAP -> Map.class;
      case RECORD, ENUM -> types.getClass(schema);
      case UNION, FIXED, FLOAT ->
          throw new IllegalArgumentException(
              "Expected a type that Madcloud's unions use, but found " + schema);
    };
  }
}
