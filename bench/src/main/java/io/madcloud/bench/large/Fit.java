package io.madcloud.bench.large;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the cost of one invocation grows with the size of its process. Immutable.
 *
 * @param base the size that others are compared with
 */
record Fit(SortedMap<Integer, Double> costs, int base) {

  /**
   * Of at least two sizes.
   *
   * @param costs of one invocation, by size
   */
  Fit(Map<Integer, Double> costs, int base) {
    this(new TreeMap<>(costs), base);
    if (costs.size() < 2 || !costs.containsKey(base)) {
      throw new IllegalArgumentException(
          "Expected costs of several sizes and of %d, but found %s".formatted(base, costs));
    }
  }

  /** The largest size. */
  int largest() {
    return costs.lastKey();
  }

  /** What the largest costs, as a multiple of what the base costs. */
  double ratio() {
    return costs.get(largest()) / costs.get(base);
  }

  /** The greatest ratio of what grows no worse than a logarithm. */
  double bound() {
    return Math.log(largest()) / Math.log(base);
  }

  boolean isLogarithmic() {
    return ratio() <= bound();
  }

  /**
   * The power of the size that the cost grows with: the slope of the least squares through all
   * sizes, both as logarithms. 0 is constant, 1 is a process that costs its square.
   */
  double exponent() {
    double x = 0;
    double y = 0;
    for (Map.Entry<Integer, Double> cost : costs.entrySet()) {
      x += Math.log(cost.getKey()) / costs.size();
      y += Math.log(cost.getValue()) / costs.size();
    }
    double both = 0;
    double square = 0;
    for (Map.Entry<Integer, Double> cost : costs.entrySet()) {
      double dx = Math.log(cost.getKey()) - x;
      both += dx * (Math.log(cost.getValue()) - y);
      square += dx * dx;
    }
    return both / square;
  }
}
