package io.madcloud.serdes;

import io.madcloud.op.Bytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * Values of other people's Avro records, as engine values. What the writer's schema says decides,
 * not what a reader hopes for: a long is a long, and a timestamp only where the schema says so.
 *
 * <table>
 *   <caption>What Avro's types become</caption>
 *   <tr><td>int, long</td><td>long</td></tr>
 *   <tr><td>float, double</td><td>double</td></tr>
 *   <tr><td>string, enum, uuid</td><td>string</td></tr>
 *   <tr><td>bytes, fixed, with decimals among them</td><td>bytes</td></tr>
 *   <tr><td>timestamp-millis, -micros, -nanos</td><td>timestamp, cut to milliseconds</td></tr>
 *   <tr><td>array</td><td>list</td></tr>
 *   <tr><td>map, record</td><td>map; what is null in it is left out</td></tr>
 * </table>
 */
public final class AvroValues {

  private static final int UUID_BYTES = 16;

  private AvroValues() {}

  /**
   * The engine's form of a datum.
   *
   * @param datum as generic readers make it, or those that convert logical types
   * @param schema that it was written with
   * @return null for null; what no type of the model takes, such as a list with a null in it or one
   *     that is nested too deep, stays as it is for {@code FieldType.conform} to refuse
   */
  public static Object of(Object datum, Schema schema) {
    return of(datum, schema, 0);
  }

  private static Object of(Object datum, Schema schema, int depth) {
    if (datum instanceof Integer || datum instanceof Long) {
      return integer(((Number) datum).longValue(), branch(schema, datum));
    }
    if (datum instanceof Float number) {
      return number.doubleValue();
    }
    if (datum instanceof CharSequence
        || datum instanceof GenericEnumSymbol<?>
        || datum instanceof Enum<?>
        || datum instanceof UUID) {
      return datum.toString();
    }
    if (datum instanceof ByteBuffer bytes) {
      return Bytes.of(bytes);
    }
    if (datum instanceof GenericFixed fixed) {
      return fixed(fixed);
    }
    if (depth > Values.MAX_DEPTH) {
      return datum;
    }
    if (datum instanceof Collection<?> items) {
      return list(items, branch(schema, datum).getElementType(), depth);
    }
    if (datum instanceof Map<?, ?> entries) {
      return map(entries, branch(schema, datum).getValueType(), depth);
    }
    return datum instanceof IndexedRecord record ? map(record, depth) : datum;
  }

  private static Schema branch(Schema schema, Object datum) {
    return schema.isUnion()
        ? schema.getTypes().get(GenericData.get().resolveUnion(schema, datum))
        : schema;
  }

  private static Object integer(long number, Schema schema) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (logical) {
      case "timestamp-millis" -> Instant.ofEpochMilli(number);
      case "timestamp-micros" -> Instant.ofEpochMilli(Math.floorDiv(number, 1_000L));
      case "timestamp-nanos" -> Instant.ofEpochMilli(Math.floorDiv(number, 1_000_000L));
      default -> number;
    };
  }

  private static Object fixed(GenericFixed fixed) {
    Schema schema = fixed.getSchema();
    boolean uuid =
        schema.getLogicalType() != null
            && schema.getLogicalType().getName().equals("uuid")
            && fixed.bytes().length == UUID_BYTES;
    if (uuid) {
      ByteBuffer bytes = ByteBuffer.wrap(fixed.bytes());
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
    return Bytes.of(fixed.bytes());
  }

  private static List<Object> list(Collection<?> items, Schema element, int depth) {
    List<Object> list = new ArrayList<>(items.size());
    items.forEach(item -> list.add(of(item, element, depth + 1)));
    return list;
  }

  private static Map<String, Object> map(Map<?, ?> entries, Schema value, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    entries.forEach(
        (key, item) -> {
          if (item != null) {
            map.put(key.toString(), of(item, value, depth + 1));
          }
        });
    return map;
  }

  private static Map<String, Object> map(IndexedRecord record, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object item = record.get(field.pos());
      if (item != null) {
        map.put(field.name(), of(item, field.schema(), depth + 1));
      }
    }
    return map;
  }
}
