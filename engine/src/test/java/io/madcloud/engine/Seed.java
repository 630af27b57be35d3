package io.madcloud.engine;

import java.util.function.LongConsumer;

/**
 * Runs a random test with many seeds. A failure says which seed failed and the command that runs
 * just that one again.
 */
public final class Seed {

  private Seed() {}

  /**
   * @param runs how many, unless {@code -Dmadcloud.runs} or {@code -Dmadcloud.seed} say otherwise
   */
  public static void each(Class<?> test, int runs, LongConsumer body) {
    Long given = Long.getLong("madcloud.seed");
    long first = given == null ? System.nanoTime() & 0xFFFF_FFFFL : given;
    long count =
        given == null ? Long.getLong("madcloud.runs", runs) : Long.getLong("madcloud.runs", 1);
    System.out.println(test.getSimpleName() + ": seeds from " + first + ", " + count + " runs");
    for (long seed = first; seed < first + count; seed++) {
      try {
        body.accept(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "Expected seed %d to hold, but: %s%nRun it again with: mvn test -pl engine -am -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -Dmadcloud.seed=%d"
                .formatted(seed, e.getMessage(), test.getSimpleName(), seed),
            e);
      }
    }
  }
}
