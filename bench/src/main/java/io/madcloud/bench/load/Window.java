package io.madcloud.bench.load;

/**
 * What was measured of a side while it alone had load.
 *
 * @param finished processes whose outcomes were read in this time
 * @param seconds how long that was
 * @param cpuSeconds of the side's JVM in this time
 * @param serverCpuSeconds of the broker's, and of a worker's if the side has one
 * @param p50Ms from when a process was sent until its outcome was read
 */
public record Window(
    long finished,
    double seconds,
    double cpuSeconds,
    double serverCpuSeconds,
    double p50Ms,
    double p99Ms) {

  public double perSecond() {
    return finished / seconds;
  }

  public double perCpuSecond() {
    return finished / cpuSeconds;
  }

  /** Counts the work of broker and worker for the side as well. */
  public double perCpuSecondWithServers() {
    return finished / (cpuSeconds + serverCpuSeconds);
  }
}
