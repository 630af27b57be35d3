package io.madcloud.topology;

import java.util.HashMap;
import java.util.Map;
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
  private static final long SILENCE_MS = 3_000;

  /** A copy of one changelog partition, until it is near. */
  private record Copy(long sinceMs, boolean hasRead) {}

  private final long acceptableLag;
  private final LongSupplier clockMs;
  private final Map<TopicPartition, Copy> behind = new HashMap<>();
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
    long silentSinceMs = clockMs.getAsLong() - SILENCE_MS;
    if (runningSinceMs <= silentSinceMs) {
      behind.values().removeIf(copy -> !copy.hasRead && copy.sinceMs <= silentSinceMs);
    }
    return behind.size();
  }

  @Override
  public synchronized void onUpdateStart(
      TopicPartition partition, String store, long startingOffset) {
    behind.put(partition, new Copy(clockMs.getAsLong(), false));
  }

  @Override
  public synchronized void onBatchLoaded(
      TopicPartition partition,
      String store,
      TaskId task,
      long batchEndOffset,
      long batchSize,
      long currentEndOffset) {
    if (currentEndOffset - batchEndOffset <= acceptableLag) {
      behind.remove(partition);
    } else {
      behind.computeIfPresent(partition, (it, copy) -> new Copy(copy.sinceMs, true));
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
    behind.remove(partition);
  }
}
