package io.madcloud.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * How many processes wait for a paused op, in all partitions that this engine has; one gauge for
 * each op for which some do. Thread-safe.
 */
final class PausedGauges {

  private static final String GAUGE = "madcloud.op.waiting";

  private final MeterRegistry meters;
  private final Map<Integer, Map<String, Long>> partitions = new HashMap<>();
  private final Map<String, Gauge> gauges = new HashMap<>();

  PausedGauges(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A partition has so many processes that wait, by op. */
  synchronized void counted(int partition, Map<String, Long> waiting) {
    if (waiting.isEmpty() ? partitions.remove(partition) == null : same(partition, waiting)) {
      return;
    }
    waiting.keySet().forEach(op -> gauges.computeIfAbsent(op, this::gauge));
    for (String op : new TreeSet<>(gauges.keySet())) {
      if (partitions.values().stream().noneMatch(counts -> counts.containsKey(op))) {
        meters.remove(gauges.remove(op));
      }
    }
  }

  private boolean same(int partition, Map<String, Long> waiting) {
    return waiting.equals(partitions.put(partition, waiting));
  }

  private Gauge gauge(String op) {
    return Gauge.builder(GAUGE, this, all -> all.waiting(op))
        .description("Processes that wait for the op, which is paused.")
        .tag("op", op)
        .register(meters);
  }

  private synchronized double waiting(String op) {
    return partitions.values().stream().mapToLong(counts -> counts.getOrDefault(op, 0L)).sum();
  }
}
