package io.madcloud.engine.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the values of {@code with}: booleans, longs, doubles, strings, lists and maps of them. */
final class PlainValue {

  private PlainValue() {}

  /** Returns null for what is no such value, which is reported. */
  static Object read(YamlCursor cursor) {
    if (cursor.node() instanceof YamlNode.Sequence) {
      List<Object> list = new ArrayList<>();
      cursor.items("a list").forEach(item -> list.add(read(item)));
      return list;
    }
    if (cursor.node() instanceof YamlNode.Mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      cursor.entries("a map").forEach((key, value) -> map.put(key, read(value)));
      return map;
    }
    Object value = cursor.value();
    if (value == null) {
      cursor.expected("a value");
      return null;
    }
    if (value instanceof BigInteger) {
      cursor.expected("a number of at most 64 bits");
      return null;
    }
    return value;
  }
}
