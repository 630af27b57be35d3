package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.values.CelByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What can be said of any value: its order, its size and how it is printed. */
final class Values {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Values() {}

  /** Compares by Unicode code point. */
  static int compareText(String a, String b) {
    for (int i = 0; i < a.length() && i < b.length(); i += Character.charCount(a.codePointAt(i))) {
      int order = Integer.compare(a.codePointAt(i), b.codePointAt(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Compares two values of the same ordered type. */
  static int compare(Object a, Object b) {
    if (a instanceof Long x) {
      return x.compareTo((Long) b);
    }
    if (a instanceof Double x) {
      return x.compareTo((Double) b);
    }
    if (a instanceof Instant x) {
      return x.compareTo((Instant) b);
    }
    return compareText((String) a, (String) b);
  }

  /** The size in bytes that counts towards the limit. */
  static long bytes(Object value) {
    if (value instanceof Boolean) {
      return 1;
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
    if (value instanceof CelByteString bytes) {
      return bytes.size();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(Values::bytes).sum();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().mapToLong(e -> bytes(e.getKey()) + bytes(e.getValue())).sum();
    }
    return 8;
  }

  static JsonNode toJson(Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value instanceof Boolean flag) {
      return json.booleanNode(flag);
    }
    if (value instanceof Long number) {
      return json.numberNode(number);
    }
    if (value instanceof Double number) {
      return json.numberNode(number);
    }
    if (value instanceof CelByteString bytes) {
      return json.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
    if (value instanceof Instant time) {
      return json.textNode(TIME.format(time));
    }
    if (value instanceof List<?> list) {
      ArrayNode array = json.arrayNode();
      list.forEach(each -> array.add(toJson(each)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = json.objectNode();
      map.forEach((key, each) -> object.set((String) key, toJson(each)));
      return object;
    }
    return json.textNode((String) value);
  }
}
