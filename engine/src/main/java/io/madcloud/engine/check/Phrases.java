package io.madcloud.engine.check;

import java.util.List;
import java.util.Locale;

/** Lists and numbers in the texts of warnings. */
final class Phrases {

  private static final int SHOWN = 3;

  private Phrases() {}

  /** {@code /a}, or {@code /a and /b}, or {@code /a, /b, /c and 7 more}. */
  static String list(List<String> items) {
    int size = items.size();
    if (size > SHOWN) {
      return String.join(", ", items.subList(0, SHOWN)) + " and " + number(size - SHOWN) + " more";
    }
    return size < 2
        ? String.join("", items)
        : String.join(", ", items.subList(0, size - 1)) + " and " + items.get(size - 1);
  }

  /** A number that people can read: {@code 12,000}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
