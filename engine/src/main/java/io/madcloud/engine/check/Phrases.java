package io.madcloud.engine.check;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lists and numbers in the texts of warnings. */
final class Phrases {

  private static final int SHOWN = 3;

  private Phrases() {}

  /** {@code /a}, or {@code /a and /b}, or {@code /a, /b, /c and 7 more}. */
  static String list(List<String> items) {
    return list(items.size(), items::get);
  }

  /**
   * The same of items that are only made where they are shown.
   *
   * @param item by its place, from 0
   */
  static String list(int size, IntFunction<String> item) {
    List<String> shown = IntStream.range(0, Math.min(size, SHOWN)).mapToObj(item).toList();
    if (size > SHOWN) {
      return String.join(", ", shown) + " and " + number(size - SHOWN) + " more";
    }
    return size < 2
        ? String.join("", shown)
        : String.join(", ", shown.subList(0, size - 1)) + " and " + shown.get(size - 1);
  }

  /** A number that people can read: {@code 12,000}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
