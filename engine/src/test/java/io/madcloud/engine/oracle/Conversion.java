package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import dev.cel.common.values.CelByteString;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns JSON and the results of expressions into values: Boolean, Long, Double, String,
 * CelByteString, Instant, List and Map. A long becomes a double where one is declared; nothing else
 * is converted.
 */
final class Conversion {
  private Conversion() {}

  /** The value of {@code type} that {@code node} writes down. */
  static Object fromJson(JsonNode node, Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> expect(node.isBoolean(), node, type) ? node.booleanValue() : null;
      case LONG -> expect(isLong(node), node, type) ? node.longValue() : null;
      case DOUBLE -> {
        expect(isLong(node) || isDouble(node), node, type);
        yield isLong(node) ? (Object) (double) node.longValue() : (Object) node.doubleValue();
      }
      case STRING -> expect(node.isTextual(), node, type) ? node.textValue() : null;
      case BYTES -> bytes(node, type);
      case TIMESTAMP -> timestamp(node, type);
      case LIST -> list(node, type);
      case MAP -> map(node, type);
      case ANY -> any(node);
    };
  }

  /** The value of {@code type} that an expression's {@code result} stands for. */
  static Object fromCel(Object result, Type type) {
    Object value = plain(result);
    return switch (type.kind()) {
      case BOOLEAN -> expect(value instanceof Boolean, value, type) ? value : null;
      case LONG -> expect(value instanceof Long, value, type) ? value : null;
      case DOUBLE -> {
        expect(value instanceof Double || value instanceof Long, value, type);
        yield ((Number) value).doubleValue();
      }
      case STRING -> expect(value instanceof String, value, type) ? value : null;
      case BYTES -> expect(value instanceof CelByteString, value, type) ? value : null;
      case TIMESTAMP -> expect(value instanceof Instant, value, type) ? value : null;
      case LIST -> {
        expect(value instanceof List, value, type);
        List<Object> list = new ArrayList<>();
        ((List<?>) value).forEach(each -> list.add(fromCel(each, type.element())));
        yield list;
      }
      case MAP -> {
        expect(value instanceof Map, value, type);
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, each) -> {
                  expect(key instanceof String, key, type);
                  map.put((String) key, fromCel(each, type.element()));
                });
        yield map;
      }
      case ANY -> {
        if (value instanceof List) {
          yield fromCel(value, new Type(Type.Kind.LIST, Type.ANY));
        }
        if (value instanceof Map) {
          yield fromCel(value, new Type(Type.Kind.MAP, Type.ANY));
        }
        boolean scalar =
            value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof String
                || value instanceof CelByteString
                || value instanceof Instant;
        yield expect(scalar, value, type) ? value : null;
      }
    };
  }

  private static Object plain(Object result) {
    if (result instanceof Timestamp time) {
      result = Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
    if (result instanceof Instant time) {
      return time.truncatedTo(ChronoUnit.MILLIS);
    }
    return result;
  }

  private static boolean isLong(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private static boolean isDouble(JsonNode node) {
    return node.isFloatingPointNumber();
  }

  private static Object bytes(JsonNode node, Type type) {
    expect(node.isTextual(), node, type);
    try {
      return CelByteString.of(Base64.getDecoder().decode(node.textValue()));
    } catch (IllegalArgumentException e) {
      throw mismatch(node, type);
    }
  }

  private static Object timestamp(JsonNode node, Type type) {
    expect(node.isTextual(), node, type);
    try {
      return plain(OffsetDateTime.parse(node.textValue()).toInstant());
    } catch (DateTimeException e) {
      throw mismatch(node, type);
    }
  }

  private static Object list(JsonNode node, Type type) {
    expect(node.isArray(), node, type);
    List<Object> list = new ArrayList<>();
    node.forEach(each -> list.add(fromJson(each, type.element())));
    return list;
  }

  private static Object map(JsonNode node, Type type) {
    expect(node.isObject(), node, type);
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties().forEach(e -> map.put(e.getKey(), fromJson(e.getValue(), type.element())));
    return map;
  }

  private static Object any(JsonNode node) {
    Type.Kind kind =
        switch (node.getNodeType()) {
          case BOOLEAN -> Type.Kind.BOOLEAN;
          case NUMBER -> isLong(node) ? Type.Kind.LONG : Type.Kind.DOUBLE;
          case STRING -> Type.Kind.STRING;
          case ARRAY -> Type.Kind.LIST;
          case OBJECT -> Type.Kind.MAP;
          default -> throw mismatch(node, Type.ANY);
        };
    boolean nested = kind == Type.Kind.LIST || kind == Type.Kind.MAP;
    return fromJson(node, new Type(kind, nested ? Type.ANY : null));
  }

  private static boolean expect(boolean holds, Object value, Type type) {
    if (!holds) {
      throw mismatch(value, type);
    }
    return true;
  }

  private static Mismatch mismatch(Object value, Type type) {
    return new Mismatch("Expected a value of type " + type + ", but " + value);
  }
}
