package io.madcloud.op;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the {@code with} of an op for {@link OpPlugin#configure}, and refuses what a plugin does
 * not know: what is misspelt must not be passed over in silence. Every refusal is an {@link
 * IllegalArgumentException} whose message becomes a mistake of the program.
 */
public final class Settings {

  private final Map<String, Object> with;

  /**
   * @param keys that the plugin knows
   * @throws IllegalArgumentException if there is a key that is not among {@code keys}
   */
  public Settings(Map<String, Object> with, Set<String> keys) {
    for (String key : new TreeSet<>(with.keySet())) {
      if (!keys.contains(key)) {
        throw new IllegalArgumentException(
            keys.isEmpty()
                ? "Expected no settings, but found '%s'".formatted(key)
                : "Expected no more than %s, but found '%s'"
                    .formatted(String.join(", ", new TreeSet<>(keys)), key));
      }
    }
    this.with = with;
  }

  /** A text; {@code otherwise} when it is not stated, which is a mistake if that is null. */
  public String text(String key, String otherwise) {
    Object value = with.getOrDefault(key, otherwise);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException(
        "Expected a text in '%s', but %s"
            .formatted(key, value == null ? "there is none" : "found '" + value + "'"));
  }

  /** True or false; false when it is not stated. */
  public boolean flag(String key) {
    Object value = with.getOrDefault(key, false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new IllegalArgumentException(
        "Expected true or false in '%s', but found '%s'".formatted(key, value));
  }
}
