package io.madcloud.bench.load;

import java.util.Arrays;

/** Counts how long things took, to a tenth of a millisecond, up to a minute. One thread. */
final class Latencies {

  private static final long UNIT_NS = 100_000;
  private static final double UNITS_PER_MS = 10;

  private final int[] counts = new int[600_000];
  private long total;

  void add(long latencyNs) {
    int unit = (int) Math.min(counts.length - 1L, Math.max(0, latencyNs / UNIT_NS));
    counts[unit]++;
    total++;
  }

  void clear() {
    Arrays.fill(counts, 0);
    total = 0;
  }

  /** Milliseconds that a part of all, such as 0.99, took at most; not a number without any. */
  double percentileMs(double part) {
    if (total == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(part * total));
    long seen = 0;
    for (int unit = 0; unit < counts.length; unit++) {
      seen += counts[unit];
      if (seen >= rank) {
        return (unit + 1) / UNITS_PER_MS;
      }
    }
    throw new IllegalStateException("Expected " + total + " latencies, but found " + seen);
  }
}
