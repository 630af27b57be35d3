package io.madcloud.bench.contest;

import java.util.Arrays;
import java.util.List;

/** Some figures of the same thing: the middle one, the least and the greatest. */
public record Spread(double median, double least, double greatest) {

  /**
   * Of at least one figure.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Spread of(List<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one figure, but there is none");
    }
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
  }

  /**
   * Of the ratios, pair by pair.
   *
   * @throws IllegalArgumentException if there are not as many of both
   */
  public static Spread ofRatios(List<Double> figures, List<Double> references) {
    if (figures.size() != references.size()) {
      throw new IllegalArgumentException(
          "Expected pairs, but found %d and %d".formatted(figures.size(), references.size()));
    }
    Double[] ratios = new Double[figures.size()];
    for (int pair = 0; pair < ratios.length; pair++) {
      ratios[pair] = figures.get(pair) / references.get(pair);
    }
    return of(List.of(ratios));
  }
}
