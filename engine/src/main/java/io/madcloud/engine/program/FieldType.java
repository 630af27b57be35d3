package io.madcloud.engine.program;

import io.madcloud.op.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The type of a field. Values are plain Java: {@code Boolean}, {@code Long}, {@code Double}, {@code
 * String}, {@link Bytes}, {@code Instant} (milliseconds), {@code List}, {@code Map} with string
 * keys.
 *
 * @param kind the outermost type
 * @param element of a list or map, otherwise null
 */
public record FieldType(Kind kind, FieldType element) {

  /** The outermost type. */
  public enum Kind {
    BOOLEAN,
    LONG,
    DOUBLE,
    STRING,
    BYTES,
    TIMESTAMP,
    LIST,
    MAP,
    ANY
  }

  /** The deepest nesting of lists and maps in a value. */
  public static final int MAX_DEPTH = 100;

  /** The most values in a value, at whatever depth, itself included. */
  public static final int MAX_VALUES = 1_000_000;

  public static final FieldType BOOLEAN = new FieldType(Kind.BOOLEAN, null);
  public static final FieldType LONG = new FieldType(Kind.LONG, null);
  public static final FieldType DOUBLE = new FieldType(Kind.DOUBLE, null);
  public static final FieldType STRING = new FieldType(Kind.STRING, null);
  public static final FieldType BYTES = new FieldType(Kind.BYTES, null);
  public static final FieldType TIMESTAMP = new FieldType(Kind.TIMESTAMP, null);
  public static final FieldType ANY = new FieldType(Kind.ANY, null);

  /** The type of lists of {@code element}. */
  public static FieldType listOf(FieldType element) {
    return new FieldType(Kind.LIST, element);
  }

  /** The type of maps from strings to {@code element}. */
  public static FieldType mapOf(FieldType element) {
    return new FieldType(Kind.MAP, element);
  }

  /**
   * Reads a type as programs write it, such as {@code list<map<long>>}.
   *
   * @return null when {@code text} is no type
   */
  public static FieldType parse(String text) {
    String trimmed = text.strip();
    if (trimmed.endsWith(">")) {
      int open = trimmed.indexOf('<');
      FieldType element =
          open < 0 ? null : parse(trimmed.substring(open + 1, trimmed.length() - 1));
      if (element == null) {
        return null;
      }
      return switch (trimmed.substring(0, open).strip()) {
        case "list" -> listOf(element);
        case "map" -> mapOf(element);
        default -> null;
      };
    }
    return switch (trimmed) {
      case "boolean" -> BOOLEAN;
      case "long" -> LONG;
      case "double" -> DOUBLE;
      case "string" -> STRING;
      case "bytes" -> BYTES;
      case "timestamp" -> TIMESTAMP;
      case "any" -> ANY;
      default -> null;
    };
  }

  /**
   * Makes {@code value} a value of this type: a long where a double is declared is widened, also
   * inside lists and maps, and timestamps are cut to milliseconds; nothing else is converted.
   *
   * @return null when the value is not of this type, or one that nobody could store: with lists and
   *     maps nested more than {@value #MAX_DEPTH} deep, or more than {@value #MAX_VALUES} values
   */
  public Object conform(Object value) {
    return conform(value, new Room());
  }

  /** What is left of the bounds while a value is walked through. */
  private static final class Room {
    int depth = MAX_DEPTH;
    int values = MAX_VALUES;
  }

  private Object conform(Object value, Room room) {
    if (--room.values < 0) {
      return null;
    }
    return switch (kind) {
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case LONG -> value instanceof Long ? value : null;
      case DOUBLE ->
          value instanceof Long number
              ? Double.valueOf(number)
              : value instanceof Double ? value : null;
      case STRING -> value instanceof String ? value : null;
      case BYTES -> value instanceof Bytes ? value : null;
      case TIMESTAMP -> value instanceof Instant at ? inMilliseconds(at) : null;
      case LIST -> value instanceof List<?> list ? conformList(list, room) : null;
      case MAP -> value instanceof Map<?, ?> map ? conformMap(map, room) : null;
      case ANY -> conformAny(value, room);
    };
  }

  private static Instant inMilliseconds(Instant at) {
    try {
      return Instant.ofEpochMilli(at.toEpochMilli());
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private List<Object> conformList(List<?> list, Room room) {
    if (--room.depth < 0) {
      return null;
    }
    List<Object> conformed = new ArrayList<>(Math.min(list.size(), room.values));
    for (Object item : list) {
      Object value = element.conform(item, room);
      if (value == null) {
        return null;
      }
      conformed.add(value);
    }
    room.depth++;
    return conformed;
  }

  private Map<String, Object> conformMap(Map<?, ?> map, Room room) {
    if (--room.depth < 0) {
      return null;
    }
    // In key order, as it comes back from a store: whoever iterates decides the same in a replay.
    Map<String, Object> conformed = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = element.conform(entry.getValue(), room);
      if (value == null || !(entry.getKey() instanceof String key)) {
        return null;
      }
      conformed.put(key, value);
    }
    room.depth++;
    return conformed;
  }

  private static Object conformAny(Object value, Room room) {
    if (value instanceof List<?> list) {
      return listOf(ANY).conformList(list, room);
    }
    if (value instanceof Map<?, ?> map) {
      return mapOf(ANY).conformMap(map, room);
    }
    if (value instanceof Instant) {
      return TIMESTAMP.conform(value);
    }
    boolean known =
        value instanceof Boolean
            || value instanceof Long
            || value instanceof Double
            || value instanceof String
            || value instanceof Bytes;
    return known ? value : null;
  }

  /** The type as programs write it. */
  @Override
  public String toString() {
    return switch (kind) {
      case LIST -> "list<" + element + ">";
      case MAP -> "map<" + element + ">";
      case BOOLEAN -> "boolean";
      case LONG -> "long";
      case DOUBLE -> "double";
      case STRING -> "string";
      case BYTES -> "bytes";
      case TIMESTAMP -> "timestamp";
      case ANY -> "any";
    };
  }
}
