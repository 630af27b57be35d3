package io.madcloud.bench.load;

import java.time.Duration;

/** How much the sides of a contest are given. */
public enum Load {
  /** Windows with as much as a side takes, then windows with half of what the slowest finishes. */
  USUAL(0, Duration.ofMillis(5), 997),
  /** The same, but then windows with so little that nothing waits for anything else. */
  LOW(200, Duration.ZERO, 1),
  /** Windows with as much as a side takes, and no others. */
  UNPACED(0, Duration.ofMillis(5), 997),
  /** Windows with one process at a time, and no others. */
  ONE_AT_A_TIME(0, Duration.ZERO, 1);

  private static final double SHARE = 0.5;

  /** One at a time is slow: so many times fewer have to finish before. */
  private static final long FEWER = 1_000;

  private final double perSecond;
  private final Duration linger;
  private final int checkedOneOf;

  Load(double perSecond, Duration linger, int checkedOneOf) {
    this.perSecond = perSecond;
    this.linger = linger;
    this.checkedOneOf = checkedOneOf;
  }

  /** Processes at a time, where there is no rate; {@code most} are usual. */
  public int underWay(int most) {
    return this == ONE_AT_A_TIME ? 1 : most;
  }

  /** Processes that finish before anything is measured, where so many are usual. */
  public long retained(long usual) {
    return this == ONE_AT_A_TIME ? usual / FEWER : usual;
  }

  /** Whether there are windows in which every side is offered the same rate. */
  public boolean isOffered() {
    return this == USUAL || this == LOW;
  }

  /** That rate, where the slowest side finishes so many processes a second. */
  public double offered(double slowest) {
    return perSecond > 0 ? perSecond : SHARE * slowest;
  }

  /** How long whoever sends waits for more to send along. */
  Duration linger() {
    return linger;
  }

  /** Of so many outcomes one is compared with what it must contain; all are counted. */
  int checkedOneOf() {
    return checkedOneOf;
  }
}
