package io.madcloud.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Up to which revision of the program all processes of a partition have taken notice, for each
 * partition that this engine has; as a gauge, too. Thread-safe.
 */
final class SweepProgress {

  /** Said of a partition whose first sweep is not over. */
  static final long NONE = -1;

  private static final String GAUGE = "madcloud.sweep.revision";

  /** A partition's revision, and the gauge that shows it. */
  private record Swept(long revision, Gauge gauge) {}

  private final Map<Integer, Swept> partitions = new ConcurrentHashMap<>();
  private final MeterRegistry meters;

  SweepProgress(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A partition is this engine's from now on. */
  void begin(int partition) {
    Gauge gauge =
        Gauge.builder(GAUGE, partitions, known -> known.get(partition).revision)
            .description("Revision of the program that all processes of the partition have met.")
            .tag("partition", Integer.toString(partition))
            .register(meters);
    partitions.put(partition, new Swept(NONE, gauge));
  }

  /** All processes of a partition have met this revision, in a transaction that is still open. */
  void met(int partition, long revision) {
    partitions.computeIfPresent(partition, (number, before) -> new Swept(revision, before.gauge));
  }

  /** A partition is this engine's no more. */
  void end(int partition) {
    Swept ended = partitions.remove(partition);
    if (ended != null) {
      meters.remove(ended.gauge);
    }
  }

  /** The lowest of all partitions; {@link #NONE} while there is none. */
  long lowest() {
    return partitions.values().stream().mapToLong(Swept::revision).min().orElse(NONE);
  }
}
