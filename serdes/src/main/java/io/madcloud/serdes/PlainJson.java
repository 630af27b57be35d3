package io.madcloud.serdes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain values: booleans, longs, doubles, strings, lists, maps and null. An integer that is
 * no long is a {@code BigInteger}, which no type of the model takes. A name that stands twice in an
 * object, and anything behind the value, is an error. Thread-safe.
 */
public final class PlainJson {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private PlainJson() {}

  /** Bytes or characters, and what Jackson makes of them. */
  private interface Reading {
    JsonNode read() throws IOException;
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException saying why it is no JSON
   */
  public static Object read(String json) {
    return read(() -> READER.readTree(json));
  }

  /**
   * The value from {@code offset} on.
   *
   * @throws IllegalArgumentException saying why it is no JSON
   */
  public static Object read(byte[] json, int offset) {
    return read(() -> READER.readTree(json, offset, json.length - offset));
  }

  private static Object read(Reading reading) {
    try {
      JsonNode node = reading.read();
      if (node.isMissingNode()) {
        throw new IllegalArgumentException("Expected JSON, but: there is nothing");
      }
      return plain(node);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("Expected JSON, but: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("Expected JSON, but: " + e.getMessage(), e);
    }
  }

  private static Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case STRING -> node.textValue();
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        yield map;
      }
      default -> null;
    };
  }

  private static Object number(JsonNode node) {
    if (!node.isIntegralNumber()) {
      return node.doubleValue();
    }
    return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
  }
}
