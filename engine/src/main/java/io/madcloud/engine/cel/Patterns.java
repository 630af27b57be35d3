package io.madcloud.engine.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much work regular expressions are. */
final class Patterns {

  /** The largest program that an expression is compiled to. */
  static final int MOST_STATES = 10_000;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");

  private Patterns() {}

  /** At least as many states as there are to look at for each character. */
  static long states(Object pattern) {
    String text = String.valueOf(pattern);
    long states = 1L + Math.min(MOST_STATES, text.length());
    Matcher repetitions = REPETITION.matcher(text);
    while (states < MOST_STATES && repetitions.find()) {
      String most = repetitions.group(2);
      long times = Long.parseLong(most == null || most.isEmpty() ? repetitions.group(1) : most);
      states *= Math.max(1, times);
    }
    return Math.min(states, MOST_STATES);
  }
}
