package io.madcloud.bench.large;

import java.util.List;

/**
 * How large processes become.
 *
 * @param sizes ascending; the first are the small processes that the others are compared with
 * @param base of the sizes, that from which the cost may grow as a logarithm
 * @param invocations that processes of each size make together in one round
 */
record Sizes(List<Integer> sizes, int base, int invocations) {

  /** Within an engine's default limits. */
  static Sizes full(Growing growing) {
    return switch (growing) {
      case INVOCATIONS -> new Sizes(List.of(10, 100, 1_000, 10_000), 100, 10_000);
      case FIELDSETS -> new Sizes(List.of(10, 100, 1_000), 100, 10_000);
    };
  }

  /** Just to see that it works. */
  static Sizes quick() {
    return new Sizes(List.of(10, 50, 200), 50, 200);
  }
}
