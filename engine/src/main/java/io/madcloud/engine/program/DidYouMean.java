package io.madcloud.engine.program;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that someone probably meant. */
public final class DidYouMean {

  private static final int MAX_WORDS = 10_000;

  private DidYouMean() {}

  /** Ends a message: {@code ; did you mean 'out'?}, or empty when no known word is near. */
  public static String ending(String found, Collection<String> known) {
    return nearest(found, known).map(word -> "; did you mean '" + word + "'?").orElse("");
  }

  /** The known word that is spelled most like what was found, if one is near. */
  public static Optional<String> nearest(String found, Collection<String> known) {
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
    return Optional.ofNullable(best);
  }

  /** How many letters were added, left out, replaced or swapped with their neighbour. */
  private static int distance(String left, String right, int limit) {
    if (Math.abs(left.length() - right.length()) >= limit) {
      return limit;
    }
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
      }
    }
    int distance = rows[a.length()][b.length()];
    return distance < Math.max(a.length(), b.length()) ? distance : limit;
  }

  private static int step(int[][] rows, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = rows[i - 1][j - 1] + (same ? 0 : 1);
    best = Math.min(best, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
