package io.madcloud.app.process;

import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Literals;
import io.madcloud.serdes.PlainJson;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Values of a known type, from text: booleans, numbers, strings, base64 and times as they are, all
 * else as JSON.
 */
final class TypedText {

  private static final Pattern DOUBLE = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  private TypedText() {}

  /** A value that conforms to the type; null when the text is none. */
  static Object parse(String text, FieldType type) {
    return type.conform(
        switch (type.kind()) {
          case BOOLEAN -> text.equals("true") ? (Object) true : text.equals("false") ? false : null;
          case LONG -> parseLong(text);
          case DOUBLE -> DOUBLE.matcher(text).matches() ? Double.valueOf(text) : null;
          case STRING -> text;
          case BYTES, TIMESTAMP -> Literals.typed(text, type);
          case LIST, MAP, ANY -> Literals.typed(json(text), type);
        });
  }

  private static Long parseLong(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** What to write, for messages. */
  static String expected(FieldType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "true or false";
      case LONG -> "a long";
      case DOUBLE -> "a double";
      case STRING -> "a string";
      case BYTES -> "bytes in base64";
      case TIMESTAMP -> "a timestamp such as 2026-01-31T12:00:00Z";
      case LIST, MAP -> "a " + type + " as JSON";
      case ANY -> "JSON, such as \"text\" in quotes,";
    };
  }

  /** An object of JSON; null when the text is none. */
  static Map<?, ?> jsonObject(String text) {
    return json(text) instanceof Map<?, ?> object ? object : null;
  }

  private static Object json(String text) {
    try {
      return PlainJson.read(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
