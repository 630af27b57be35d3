package io.madcloud.engine.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something wrong with a program.
 *
 * @param place where
 * @param message what was expected, and what came
 */
public record Mistake(Place place, String message) {

  private record Origin(String file, int line, int column, String message) {}

  /**
   * Puts mistakes in the order in which a reader of the sources meets them. A mistake in a template
   * is kept once, not once for each of its copies.
   *
   * @param files in their order
   */
  public static List<Mistake> inSourceOrder(Collection<Mistake> mistakes, List<String> files) {
    Set<Origin> seen = new HashSet<>();
    List<Mistake> distinct = new ArrayList<>();
    for (Mistake mistake : mistakes) {
      Place place = mistake.place();
      if (place.line() == 0
          || seen.add(new Origin(place.file(), place.line(), place.column(), mistake.message()))) {
        distinct.add(mistake);
      }
    }
    distinct.sort(
        Comparator.comparingInt((Mistake mistake) -> files.indexOf(mistake.place().file()))
            .thenComparingInt(mistake -> mistake.place().line())
            .thenComparingInt(mistake -> mistake.place().column()));
    return List.copyOf(distinct);
  }

  @Override
  public String toString() {
    return place + ": " + message;
  }
}
