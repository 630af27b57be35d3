package io.madcloud.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What commands print as JSON: maps, lists and plain values. */
public final class Json {

  private static final ObjectWriter LINE = new ObjectMapper().writer();
  private static final ObjectWriter PRETTY = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private Json() {}

  /** On one line. */
  public static String line(Object value) {
    return write(LINE, value);
  }

  /** Indented, for people too. */
  public static String pretty(Object value) {
    return write(PRETTY, value);
  }

  /** An object whose members stay in this order. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      object.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return object;
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected plain values, but: " + e.getMessage(), e);
    }
  }
}
