package io.madcloud.topology;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Sees whether the machine's clock was set back. Kafka's clients wait by that clock: until it shows
 * the earlier time again they commit nothing, and no timer is looked at. Used by one thread.
 */
final class ClockWatch {

  /** What corrections by NTP, and pauses between the two readings, stay below. */
  static final Duration TOLERATED = Duration.ofSeconds(10);

  private final LongSupplier wallClockMs;
  private final LongSupplier steadyMs;
  private long aheadMs;

  /**
   * @param steadyMs a clock that nobody sets
   */
  ClockWatch(LongSupplier wallClockMs, LongSupplier steadyMs) {
    this.wallClockMs = wallClockMs;
    this.steadyMs = steadyMs;
    this.aheadMs = ahead();
  }

  /** How far the clock was set back since the last look; zero for less than is tolerated. */
  Duration setBack() {
    long before = aheadMs;
    aheadMs = ahead();
    Duration back = Duration.ofMillis(before - aheadMs);
    return back.compareTo(TOLERATED) > 0 ? back : Duration.ZERO;
  }

  private long ahead() {
    return wallClockMs.getAsLong() - steadyMs.getAsLong();
  }
}
