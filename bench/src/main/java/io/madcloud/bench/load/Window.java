package io.madcloud.bench.load;

/**
 * What was measured of a side while it alone had load.
 *
 * @param finished processes whose outcomes were read in this time
 * @param seconds how long that was
 * @param cpuSeconds of the side's JVM in this time
 * @param brokerCpuSeconds of the broker's
 * @param p50Ms from when a process was sent until its outcome was read
 */
public record Window(
    long finished,
    double seconds,
    double cpuSeconds,
    double brokerCpuSeconds,
    double p50Ms,
    double p99Ms) {

  public double perSecond() {
    return finished / seconds;
  }

  public double perCpuSecond() {
    return finished / cpuSeconds;
  }

  /** Counts the broker's work for the side as well. */
  public double perCpuSecondWithBroker() {
    return finished / (cpuSeconds + brokerCpuSeconds);
  }
}
