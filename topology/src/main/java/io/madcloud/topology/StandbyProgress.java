package io.madcloud.topology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Whether this engine's copies of stores that other engines work on are near enough to take over.
 * Once near, a copy counts as near: under load it is always a little behind. Thread-safe.
 */
final class StandbyProgress implements StandbyUpdateListener {

  /** A copy that has nothing to read hears nothing; after this time that is told from silence. */
  private static final long SILENCE_MS = 5_000;

  private final long acceptableLag;
  private final LongSupplier clockMs;

  /** Since when copies have heard nothing, by changelog partition. */
  private final Map<TopicPartition, Long> silentSinceMs = new HashMap<>();

  private final Set<TopicPartition> behind = new HashSet<>();
  private long runningSinceMs;

  /**
   * @param acceptableLag records that a copy may lack
   */
  StandbyProgress(long acceptableLag, LongSupplier clockMs) {
    this.acceptableLag = acceptableLag;
    this.clockMs = clockMs;
  }

  /** The engine's own stores are restored; before, copies are not read. */
  synchronized void running() {
    runningSinceMs = clockMs.getAsLong();
  }

  /** How many copies are not near enough. */
  synchronized int behind() {
    long longAgoMs = clockMs.getAsLong() - SILENCE_MS;
    long unknown =
        silentSinceMs.values().stream()
            .filter(sinceMs -> Math.max(sinceMs, runningSinceMs) > longAgoMs)
            .count();
    return behind.size() + (int) unknown;
  }

  @Override
  public synchronized void onUpdateStart(
      TopicPartition partition, String store, long startingOffset) {
    behind.remove(partition);
    silentSinceMs.put(partition, clockMs.getAsLong());
  }

  @Override
  public synchronized void onBatchLoaded(
      TopicPartition partition,
      String store,
      TaskId task,
      long batchEndOffset,
      long batchSize,
      long currentEndOffset) {
    boolean near = currentEndOffset - batchEndOffset <= acceptableLag;
    if (silentSinceMs.remove(partition) != null && !near) {
      behind.add(partition);
    } else if (near) {
      behind.remove(partition);
    }
  }

  /** The copy went to another engine or thread, or the engine has taken over. */
  @Override
  public synchronized void onUpdateSuspended(
      TopicPartition partition,
      String store,
      long storeOffset,
      long currentEndOffset,
      SuspendReason reason) {
    silentSinceMs.remove(partition);
    behind.remove(partition);
  }
}
