package io.madcloud.engine.program;

import java.util.Collection;
import java.util.Locale;

/** Finds the word that someone probably meant. */
public final class DidYouMean {

  private static final int MAX_WORDS = 10_000;

  private DidYouMean() {}

  /** Ends a message: {@code ; did you mean 'out'?}, or empty when no known word is near. */
  public static String ending(String found, Collection<String> known) {
    String best = null;
    int bestDistance = Math.max(1, found.length() / 3) + 1;
    if (known.size() <= MAX_WORDS) {
      for (String word : known) {
        int distance = distance(found, word, bestDistance);
        if (distance < bestDistance) {
          best = word;
          bestDistance = distance;
        }
      }
    }
    return best == null ? "" : "; did you mean '" + best + "'?";
  }

  private static int distance(String left, String right, int limit) {
    if (Math.abs(left.length() - right.length()) >= limit) {
      return limit;
    }
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
