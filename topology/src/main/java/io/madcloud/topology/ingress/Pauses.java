package io.madcloud.topology.ingress;

/** How long to wait until the next attempt: twice as long each time, up to a bound. One thread. */
final class Pauses {

  private final long firstMs;
  private final long lastMs;
  private long nextMs;

  Pauses(long firstMs, long lastMs) {
    this.firstMs = firstMs;
    this.lastMs = lastMs;
    this.nextMs = firstMs;
  }

  /** Whether none was asked for since it was over. */
  boolean isFirst() {
    return nextMs == firstMs;
  }

  long nextMs() {
    long pauseMs = nextMs;
    nextMs = Math.min(2 * nextMs, lastMs);
    return pauseMs;
  }

  /** The next one is the first of others. */
  void over() {
    nextMs = firstMs;
  }
}
