package io.madcloud.bench.contest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What was measured at one size. */
record GrowthPoint(long size, Figures engine, Figures byHand) {

  /**
   * Of one side.
   *
   * @param perSecond processes, window by window
   * @param finished processes that it had finished at the middle of its windows
   * @param restored where state was lost
   * @param lookup where finished processes grow: its processor time to find that one is known
   */
  record Figures(
      List<Double> perSecond,
      long finished,
      Optional<RestoredState> restored,
      Optional<Duration> lookup) {

    double median() {
      return Spread.of(perSecond).median();
    }
  }
}
