package io.madcloud.bench.contest;

import java.time.Duration;
import java.util.List;

/**
 * What a contest is held under.
 *
 * @param pairs windows of each side, taken in turn
 * @param window what is measured at once
 * @param ramp at the beginning of each window, not measured
 * @param warmUp of each side, before the first window
 * @param retained processes that have finished on each side before
 * @param waiting processes that wait beside all others, where a contest has such
 * @param mostUnderWay processes that a side has at a time, when it is given as many as it takes
 * @param jvmOptions of every process, so that none has an advantage
 */
public record Terms(
    int pairs,
    Duration window,
    Duration ramp,
    Duration warmUp,
    long retained,
    long waiting,
    int mostUnderWay,
    List<String> jvmOptions) {

  /** With so many processes under way at a time. */
  Terms withMostUnderWay(int other) {
    return new Terms(pairs, window, ramp, warmUp, retained, waiting, other, jvmOptions);
  }

  /** Whether it is only to be seen that it works. */
  public boolean isQuick() {
    return jvmOptions.equals(QUICK.jvmOptions());
  }

  /**
   * Ten minutes for each side. Enough is under way that no side waits for work: one with a commit
   * for each of three hops needs most.
   */
  public static final Terms FULL =
      new Terms(
          10,
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          1_000_000,
          100_000,
          20_000,
          List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));

  /** Whether it works. The figures mean little: only the first compiler is worth its time. */
  public static final Terms QUICK =
      new Terms(
          2,
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          1_000,
          1_000,
          1_000,
          List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
}
