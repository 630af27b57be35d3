package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations: ISO-8601, or a whole number with a unit. */
final class Durations {
  private static final Pattern SHORT = Pattern.compile("([0-9]+)(ms|s|m|h|d)");
  private static final Map<String, Long> UNITS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Durations() {}

  /** The milliseconds that {@code node} writes down. */
  static long parseMs(JsonNode node) {
    InvalidProgram.unless(node.isTextual(), "Expected a duration, but %s", node);
    Matcher matcher = SHORT.matcher(node.textValue());
    try {
      long ms =
          matcher.matches()
              ? Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)))
              : Duration.parse(node.textValue()).toMillis();
      InvalidProgram.unless(ms >= 0, "Expected a duration, but %s is negative", node);
      return ms;
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      throw new InvalidProgram("Expected a duration, but " + node);
    }
  }
}
