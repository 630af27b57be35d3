package io.madcloud.plugins;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the {@code with} of an op. */
final class Settings {

  private final Map<String, Object> with;

  /**
   * @throws IllegalArgumentException if there is a key that is not among {@code keys}
   */
  Settings(Map<String, Object> with, Set<String> keys) {
    for (String key : new TreeSet<>(with.keySet())) {
      if (!keys.contains(key)) {
        throw new IllegalArgumentException(
            "Expected no more than %s, but found '%s'"
                .formatted(String.join(", ", new TreeSet<>(keys)), key));
      }
    }
    this.with = with;
  }

  /** A text; {@code otherwise} when it is not stated, which is a mistake if that is null. */
  String text(String key, String otherwise) {
    Object value = with.getOrDefault(key, otherwise);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException(
        "Expected a text in '%s', but %s"
            .formatted(key, value == null ? "there is none" : "found '" + value + "'"));
  }

  boolean flag(String key) {
    Object value = with.getOrDefault(key, false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new IllegalArgumentException(
        "Expected true or false in '%s', but found '%s'".formatted(key, value));
  }
}
