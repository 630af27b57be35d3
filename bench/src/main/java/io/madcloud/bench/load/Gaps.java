package io.madcloud.bench.load;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The longest time in which a partition had no outcome. One thread. */
final class Gaps {

  private final Map<Integer, Long> lastNs = new HashMap<>();
  private long longestNs;

  /** From now on each of these partitions is to have outcomes. */
  void begin(Collection<Integer> partitions, long nowNs) {
    longestNs = 0;
    partitions.forEach(partition -> lastNs.put(partition, nowNs));
  }

  /** A partition has an outcome. */
  void arrived(int partition, long nowNs) {
    Long before = lastNs.put(partition, nowNs);
    if (before != null) {
      longestNs = Math.max(longestNs, nowNs - before);
    }
  }

  /** In milliseconds, of any partition; one that lasts is counted until now. */
  double longestMs(long nowNs) {
    long lastingNs = lastNs.values().stream().mapToLong(last -> nowNs - last).max().orElse(0);
    return Math.max(longestNs, lastingNs) / 1e6;
  }
}
