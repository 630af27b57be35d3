package io.madcloud.engine.program;

import io.madcloud.op.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values as YAML and JSON write them, which know neither timestamps nor bytes: those are ISO-8601
 * strings in UTC with milliseconds, and base64 strings.
 */
public final class Literals {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Literals() {}

  /**
   * Makes an engine value of a plain one, as far as {@code type} says how, also inside lists and
   * maps. What does not fit stays as it is, so that {@link FieldType#conform} refuses it.
   *
   * @param plain null stays null
   */
  public static Object typed(Object plain, FieldType type) {
    return switch (type.kind()) {
      case TIMESTAMP -> plain instanceof String text ? timestamp(text) : plain;
      case BYTES -> plain instanceof String text ? bytes(text) : plain;
      case LIST -> plain instanceof List<?> list ? typedList(list, type.element()) : plain;
      case MAP -> plain instanceof Map<?, ?> map ? typedMap(map, type.element()) : plain;
      default -> plain;
    };
  }

  /** Makes a plain value of an engine value: the opposite of {@link #typed}. */
  public static Object plain(Object value) {
    if (value instanceof Instant instant) {
      return MILLISECONDS.format(instant);
    }
    if (value instanceof Bytes bytes) {
      return Base64.getEncoder().encodeToString(bytes.toArray());
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>(list.size());
      list.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((key, item) -> plain.put(key, plain(item)));
      return plain;
    }
    return value;
  }

  private static Object timestamp(String text) {
    try {
      return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return text;
    }
  }

  private static Object bytes(String text) {
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static List<Object> typedList(List<?> list, FieldType element) {
    List<Object> typed = new ArrayList<>(list.size());
    list.forEach(item -> typed.add(typed(item, element)));
    return typed;
  }

  private static Map<Object, Object> typedMap(Map<?, ?> map, FieldType element) {
    Map<Object, Object> typed = new LinkedHashMap<>();
    map.forEach((key, item) -> typed.put(key, typed(item, element)));
    return typed;
  }
}
