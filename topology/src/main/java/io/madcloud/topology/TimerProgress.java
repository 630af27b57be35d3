package io.madcloud.topology;

import io.madcloud.engine.Timers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far timers are served, for each partition that this engine has; how late the others are is a
 * gauge. Thread-safe.
 */
final class TimerProgress {

  private static final String GAUGE = "madcloud.timers.late.ms";

  /**
   * What is known of a partition.
   *
   * @param looks how often it was looked for timers that are due
   * @param lateMs how long the first one that is left has been due
   * @param nextMs when the first one that is left is due, in milliseconds since 1970; {@link
   *     Timers#NEVER} for none
   */
  private record Looked(long looks, long lateMs, long nextMs) {}

  private final Map<Integer, Looked> partitions = new ConcurrentHashMap<>();

  TimerProgress(MeterRegistry meters) {
    Gauge.builder(
            GAUGE,
            partitions,
            known -> known.values().stream().mapToLong(Looked::lateMs).max().orElse(0))
        .description("How long the first timer that is due has not been served.")
        .register(meters);
  }

  /**
   * Timers of a partition were served that were due at {@code dueMs}.
   *
   * @param nextMs when the first one that is left is due
   */
  void looked(int partition, long dueMs, long nextMs) {
    partitions.compute(
        partition,
        (number, before) ->
            new Looked(before == null ? 1 : before.looks + 1, Math.max(0, dueMs - nextMs), nextMs));
  }

  /** A partition is this engine's no more. */
  void end(int partition) {
    partitions.remove(partition);
  }

  /** How often each partition was looked at, at least. */
  long looks() {
    return partitions.values().stream().mapToLong(Looked::looks).min().orElse(0);
  }

  /** When the first timer was due at the last looks; {@link Timers#NEVER} for none. */
  long nextMs() {
    return partitions.values().stream().mapToLong(Looked::nextMs).min().orElse(Timers.NEVER);
  }
}
