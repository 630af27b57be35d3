package io.madcloud.engine.cel;

import dev.cel.common.values.CelByteString;
import io.madcloud.engine.program.FieldType;
import io.madcloud.op.Bytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Engine values as CEL values, and back. The two differ in bytes alone; CEL has more kinds of
 * value, which are no engine values.
 */
final class ValueMapping {

  private ValueMapping() {}

  /** The variables whose values cannot be handed to CEL as they are. */
  static Set<String> mayHoldBytes(Map<String, FieldType> variables) {
    return variables.entrySet().stream()
        .filter(variable -> mayHoldBytes(variable.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean mayHoldBytes(FieldType type) {
    return switch (type.kind()) {
      case BYTES, ANY -> true;
      case LIST, MAP -> mayHoldBytes(type.element());
      default -> false;
    };
  }

  static Object toCel(Object value) {
    if (value instanceof Bytes bytes) {
      return CelByteString.of(bytes.toArray());
    }
    if (value instanceof List<?> list) {
      List<Object> converted = new ArrayList<>(list.size());
      for (Object item : list) {
        converted.add(toCel(item));
      }
      return converted;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> converted = new LinkedHashMap<>();
      map.forEach((key, item) -> converted.put(key, toCel(item)));
      return converted;
    }
    return value;
  }

  /** Returns null when the value, or one inside it, is no engine value. */
  static Object toEngine(Object value) {
    if (value instanceof String
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double) {
      return value;
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS);
    }
    if (value instanceof CelByteString bytes) {
      return Bytes.of(bytes.toByteArray());
    }
    if (value instanceof List<?> list) {
      return toEngineList(list);
    }
    if (value instanceof Map<?, ?> map) {
      return toEngineMap(map);
    }
    return null;
  }

  private static List<Object> toEngineList(List<?> list) {
    List<Object> converted = new ArrayList<>(list.size());
    for (Object item : list) {
      Object value = toEngine(item);
      if (value == null) {
        return null;
      }
      converted.add(value);
    }
    return Collections.unmodifiableList(converted);
  }

  private static Map<String, Object> toEngineMap(Map<?, ?> map) {
    Map<String, Object> converted = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = toEngine(entry.getValue());
      if (value == null || !(entry.getKey() instanceof String key)) {
        return null;
      }
      converted.put(key, value);
    }
    return Collections.unmodifiableMap(converted);
  }
}
