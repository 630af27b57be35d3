package io.madcloud.serdes;

import io.madcloud.engine.program.FieldType;
import io.madcloud.op.Bytes;
import io.madcloud.wire.ListValue;
import io.madcloud.wire.MapEntry;
import io.madcloud.wire.MapValue;
import io.madcloud.wire.Timestamp;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Field values between the engine and the wire. An engine value is a {@link Boolean}, {@link Long},
 * {@link Double}, {@link String}, {@link Bytes}, {@link Instant} of milliseconds, {@link List} or
 * {@link Map} with string keys; a wire value is what Avro makes of the value union. Most values are
 * the same object on both sides.
 *
 * <p>What comes off the wire is unmodifiable, and its nested maps iterate in key order, so that
 * whoever iterates decides the same in every replay.
 */
public final class Values {

  /** The deepest nesting of lists and maps; deeper ones could exhaust the stack of a task. */
  public static final int MAX_DEPTH = FieldType.MAX_DEPTH;

  /** Branch of the union, and the length of what follows. */
  private static final long LENGTH_BYTES = 6;

  private static final long MAX_CHAR_BYTES = 3;

  private Values() {}

  /**
   * The wire's form of an engine value.
   *
   * @throws IllegalArgumentException if it is no engine value, or nested too deep
   */
  public static Object toWire(Object value) {
    return toWire(value, 0);
  }

  /** The wire's form of fields by name, not to be modified while it is in use. */
  public static Map<String, Object> fieldsToWire(Map<String, ?> values) {
    Map<String, Object> wire = new HashMap<>(capacity(values.size()));
    values.forEach((name, value) -> wire.put(name, toWire(value, 0)));
    return wire;
  }

  /**
   * The engine's form of a wire value.
   *
   * @throws IllegalArgumentException if it is no wire value, or nested too deep
   */
  public static Object fromWire(Object value) {
    return fromWire(value, 0);
  }

  /** The engine's form of fields by name, unmodifiable. */
  public static Map<String, Object> fieldsFromWire(Map<String, ?> values) {
    Map<String, Object> engine = new HashMap<>(capacity(values.size()));
    values.forEach((name, value) -> engine.put(name, fromWire(value, 0)));
    return Collections.unmodifiableMap(engine);
  }

  /** At most how many bytes an engine value takes on the wire, and not many less. */
  public static long size(Object value) {
    return size(value, true);
  }

  /** A bound of {@link #size} for next to no work, since most records are small. */
  public static long bound(Object value) {
    return size(value, false);
  }

  private static long size(Object value, boolean exact) {
    if (value instanceof String text) {
      return (exact ? utf8Length(text) : text.length() * MAX_CHAR_BYTES) + LENGTH_BYTES;
    }
    if (value instanceof Bytes bytes) {
      return bytes.length() + LENGTH_BYTES;
    }
    long size = 11;
    if (value instanceof List<?> list) {
      for (Object item : list) {
        size += size(item, exact);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        size += size(entry.getKey(), exact) + size(entry.getValue(), exact);
      }
    }
    return size;
  }

  private static long utf8Length(String text) {
    long length = text.length();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return length;
  }

  private static Object toWire(Object value, int depth) {
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    if (value instanceof Instant at) {
      return new Timestamp(requireMillis(at));
    }
    if (value instanceof Bytes bytes) {
      return bytes.toByteBuffer();
    }
    if (value instanceof List<?> list) {
      requireDepth(depth);
      List<Object> items = new ArrayList<>(list.size());
      for (Object item : list) {
        items.add(toWire(item, depth + 1));
      }
      return new ListValue(items);
    }
    if (value instanceof Map<?, ?> map) {
      requireDepth(depth);
      List<MapEntry> entries = new ArrayList<>(map.size());
      map.forEach(
          (key, item) -> entries.add(new MapEntry(requireString(key), toWire(item, depth + 1))));
      // In key order: equal values are equal bytes.
      entries.sort(Comparator.comparing(MapEntry::getKey));
      return new MapValue(entries);
    }
    throw new IllegalArgumentException(
        "Expected boolean, long, double, string, bytes, timestamp, list or map, but "
            + describe(value));
  }

  private static Object fromWire(Object value, int depth) {
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    if (value instanceof Timestamp timestamp) {
      return Instant.ofEpochMilli(timestamp.getMillis());
    }
    if (value instanceof ByteBuffer bytes) {
      return Bytes.of(bytes);
    }
    if (value instanceof ListValue list) {
      requireDepth(depth);
      List<Object> items = new ArrayList<>(list.getItems().size());
      for (Object item : list.getItems()) {
        items.add(fromWire(item, depth + 1));
      }
      return Collections.unmodifiableList(items);
    }
    if (value instanceof MapValue map) {
      requireDepth(depth);
      Map<String, Object> entries = new TreeMap<>();
      for (MapEntry entry : map.getEntries()) {
        Object before = entries.put(entry.getKey(), fromWire(entry.getValue(), depth + 1));
        if (before != null) {
          throw new IllegalArgumentException(
              "Expected each key of a map once, but one is there twice");
        }
      }
      return Collections.unmodifiableMap(entries);
    }
    throw new IllegalArgumentException("Expected a value of the wire, but " + describe(value));
  }

  private static void requireDepth(int depth) {
    if (depth >= MAX_DEPTH) {
      throw new IllegalArgumentException(
          "Expected lists and maps nested at most " + MAX_DEPTH + " deep, but there are more");
    }
  }

  private static long requireMillis(Instant at) {
    try {
      return at.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Expected a timestamp whose milliseconds are a long, but " + at, e);
    }
  }

  private static String requireString(Object key) {
    if (key instanceof String string) {
      return string;
    }
    throw new IllegalArgumentException("Expected a string as key of a map, but " + describe(key));
  }

  private static String describe(Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  private static int capacity(int size) {
    return size * 4 / 3 + 1;
  }
}
