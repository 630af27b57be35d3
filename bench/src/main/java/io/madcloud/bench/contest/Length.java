package io.madcloud.bench.contest;

import java.time.Duration;

/**
 * How long a contest is.
 *
 * @param pairs windows of each side, taken in turn
 * @param window what is measured at once
 * @param ramp at the beginning of each window, not measured
 * @param warmUp of each side, before the first window
 * @param retained processes that have finished on each side before
 * @param mostUnderWay processes that a side has at a time, when it is given as many as it takes
 */
public record Length(
    int pairs, Duration window, Duration ramp, Duration warmUp, long retained, int mostUnderWay) {

  /**
   * Ten minutes for each side. Enough is under way that no side waits for work: one with a commit
   * for each of three hops needs most.
   */
  public static final Length FULL =
      new Length(
          10,
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          1_000_000,
          20_000);

  /** Whether it works; its figures mean little. */
  public static final Length QUICK =
      new Length(
          2, Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(1), 1_000, 1_000);
}
