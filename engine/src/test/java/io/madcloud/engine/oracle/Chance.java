package io.madcloud.engine.oracle;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that a seed makes. */
final class Chance {
  private final SplittableRandom random;

  /**
   * Whether this is a deep scenario: few fields with few values and many calls, so that fieldsets
   * fork, meet again and take back conclusions, rather than a wide one, which tries everything.
   */
  final boolean deep;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
    this.deep = random.nextInt(100) < 45;
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code least} to {@code greatest}, both included. */
  int between(int least, int greatest) {
    return least + random.nextInt(greatest - least + 1);
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
