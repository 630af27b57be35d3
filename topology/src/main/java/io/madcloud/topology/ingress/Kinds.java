package io.madcloud.topology.ingress;

import io.madcloud.op.Bytes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What values are, in the words that programs have for types; never what they say. */
final class Kinds {

  /** How deep it is told what lists and maps are of. */
  private static final int DEPTH = 3;

  private Kinds() {}

  /** Such as {@code long}, {@code list<string>}, or {@code map<long or null>}. */
  static String of(Object value) {
    return of(value, DEPTH);
  }

  private static String of(Object value, int depth) {
    if (value instanceof List<?> list) {
      return "list" + elements(list, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return "map" + elements(map.values(), depth);
    }
    if (value == null) {
      return "null";
    }
    return value instanceof Boolean
        ? "boolean"
        : value instanceof Long
            ? "long"
            : value instanceof Double
                ? "double"
                : value instanceof String
                    ? "string"
                    : value instanceof Bytes
                        ? "bytes"
                        : value instanceof Instant ? "timestamp" : value.getClass().getSimpleName();
  }

  private static String elements(Collection<?> elements, int depth) {
    if (elements.isEmpty() || depth == 0) {
      return "";
    }
    Set<String> kinds = new TreeSet<>();
    elements.forEach(element -> kinds.add(of(element, depth - 1)));
    return "<" + String.join(" or ", kinds) + ">";
  }
}
