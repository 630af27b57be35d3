package io.madcloud.server;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which ops a handler is for: an absolute path in which {@code *} stands for one name, and {@code
 * **} at the end for any number of them. Immutable.
 */
final class OpPattern {

  private static final Pattern ALLOWED =
      Pattern.compile("(/([A-Za-z0-9_][A-Za-z0-9_-]*|\\*))*(/\\*\\*)?");

  private final String text;
  private final Pattern pattern;

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none
   */
  OpPattern(String text) {
    if (text.isEmpty() || !ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          ("Expected the path of an op such as /shop/price, with * for any name and ** at the end"
                  + " for any names, but found '%s'")
              .formatted(text));
    }
    this.text = text;
    this.pattern =
        Pattern.compile(
            Stream.of(text.substring(1).split("/"))
                .map(OpPattern::regex)
                .collect(Collectors.joining("/", "/", "")));
  }

  private static String regex(String name) {
    return switch (name) {
      case "**" -> ".+";
      case "*" -> "[^/]+";
      default -> Pattern.quote(name);
    };
  }

  boolean matches(String op) {
    return pattern.matcher(op).matches();
  }

  /** Whether it is for a single op. */
  boolean isExact() {
    return text.indexOf('*') < 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
