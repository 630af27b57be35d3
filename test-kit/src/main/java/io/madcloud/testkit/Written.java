package io.madcloud.testkit;

import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Literals;
import io.madcloud.op.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as tests write them: an int where the engine has a long, a float where it has a double, an
 * array of bytes, and texts for timestamps and bytes as in YAML.
 */
final class Written {

  private Written() {}

  /** With the engine's numbers and bytes; lists and maps are copied, in their order. */
  static Object plain(Object written) {
    if (written instanceof Integer || written instanceof Short || written instanceof Byte) {
      return ((Number) written).longValue();
    }
    if (written instanceof Float number) {
      return number.doubleValue();
    }
    if (written instanceof byte[] bytes) {
      return Bytes.of(bytes);
    }
    if (written instanceof Iterable<?> items) {
      List<Object> list = new ArrayList<>();
      items.forEach(item -> list.add(plain(item)));
      return list;
    }
    return written instanceof Map<?, ?> map ? entries(map) : written;
  }

  /** The same for each value of a map. */
  @SuppressWarnings("unchecked") // names stay what they are, and these are texts
  static Map<String, Object> plain(Map<String, ?> written) {
    return (Map<String, Object>) (Map<?, ?>) entries(written);
  }

  /** A value of the type; what is none stays as it is written. */
  static Object typed(Object written, FieldType type) {
    Object typed = Literals.typed(plain(written), type);
    Object conforming = type.conform(typed);
    return conforming == null ? typed : conforming;
  }

  private static Map<Object, Object> entries(Map<?, ?> written) {
    Map<Object, Object> plain = new LinkedHashMap<>();
    written.forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }
}
