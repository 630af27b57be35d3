package io.madcloud.engine.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as programs write them: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 24h}, {@code 7d}
 * or ISO-8601.
 */
public final class Durations {

  /** What to write, for messages. */
  public static final String EXPECTED = "a duration such as 500ms, 5s, 10m, 24h, 7d or PT5S";

  private static final Pattern SHORT = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");
  private static final Map<String, Long> UNITS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final long MAX_MS = Duration.ofDays(1_000_000).toMillis();

  private Durations() {}

  /** Milliseconds; null when {@code text} is no duration, a negative one, or one of ages. */
  public static Long parseMs(String text) {
    Matcher matcher = SHORT.matcher(text);
    try {
      long ms =
          matcher.matches()
              ? Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)))
              : Duration.parse(text).toMillis();
      return ms < 0 || ms > MAX_MS ? null : ms;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** Reads a duration in milliseconds; returns null, and reports it, when it is none. */
  public static Long read(YamlCursor cursor) {
    Long ms = cursor.node() instanceof YamlNode.Scalar scalar ? parseMs(scalar.text()) : null;
    if (ms == null) {
      cursor.expected(EXPECTED);
    }
    return ms;
  }
}
