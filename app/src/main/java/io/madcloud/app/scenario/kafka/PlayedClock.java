package io.madcloud.app.scenario.kafka;

import io.madcloud.topology.EngineClock;

/**
 * The time of an engine that plays a scenario: it stands still but for {@code advance}, and timers
 * are served then alone, also those that are due at once. Written by one thread, read by others.
 */
final class PlayedClock implements EngineClock {

  /**
   * What the clock shows.
   *
   * @param dueMs up to which timers are served
   */
  private record Hands(long timeMs, long dueMs) {}

  private volatile Hands hands = new Hands(0, -1);

  @Override
  public long timeMs(long wallClockMs) {
    return hands.timeMs;
  }

  @Override
  public long dueMs(long wallClockMs) {
    return hands.dueMs;
  }

  /** The time of the scenario, in milliseconds since its beginning. */
  long nowMs() {
    return hands.timeMs;
  }

  /** It is this late, and timers that are due now are served. */
  void serve(long timeMs) {
    hands = new Hands(timeMs, timeMs);
  }

  /** It is this late, and stays so. */
  void rest(long timeMs) {
    hands = new Hands(timeMs, timeMs - 1);
  }
}
