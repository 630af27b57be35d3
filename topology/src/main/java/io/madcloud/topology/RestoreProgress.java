package io.madcloud.topology;

import io.madcloud.topology.EngineHealth.Restoration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How far the stores are restored that this engine reads from their changelogs before it takes
 * inputs. Thread-safe.
 */
final class RestoreProgress implements StateRestoreListener {

  /** The records of one changelog partition, by offset. */
  private record Changelog(long from, long to, long at) {}

  private final LongSupplier clockMs;
  private final Map<TopicPartition, Changelog> underWay = new HashMap<>();

  /** Of the restoration that is under way, those included that are through with theirs. */
  private long done;

  private long left;
  private long sinceMs;

  RestoreProgress(LongSupplier clockMs) {
    this.clockMs = clockMs;
  }

  @Override
  public synchronized void onRestoreStart(
      TopicPartition partition, String store, long startingOffset, long endingOffset) {
    if (underWay.isEmpty()) {
      done = 0;
      left = 0;
      sinceMs = clockMs.getAsLong();
    }
    underWay.put(partition, new Changelog(startingOffset, endingOffset, startingOffset));
    left += endingOffset - startingOffset;
  }

  @Override
  public synchronized void onBatchRestored(
      TopicPartition partition, String store, long batchEndOffset, long numRestored) {
    Changelog before = underWay.get(partition);
    if (before != null) {
      advance(partition, before, Math.min(before.to, batchEndOffset + 1));
    }
  }

  private void advance(TopicPartition partition, Changelog before, long at) {
    done += at - before.at;
    left -= at - before.at;
    underWay.put(partition, new Changelog(before.from, before.to, at));
  }

  @Override
  public synchronized void onRestoreEnd(
      TopicPartition partition, String store, long totalRestored) {
    Changelog before = underWay.get(partition);
    if (before != null) {
      advance(partition, before, before.to);
      underWay.remove(partition);
    }
  }

  /** The partition went to another engine, or another thread. */
  @Override
  public synchronized void onRestoreSuspended(
      TopicPartition partition, String store, long totalRestored) {
    Changelog before = underWay.remove(partition);
    if (before != null) {
      left -= before.to - before.at;
      done -= before.at - before.from;
    }
  }

  /** Null while nothing is restored. */
  synchronized Restoration now() {
    if (underWay.isEmpty()) {
      return null;
    }
    long tookMs = clockMs.getAsLong() - sinceMs;
    long estimateS = done == 0 ? -1 : Math.round((double) tookMs / done * left / 1_000);
    return new Restoration(underWay.size(), done, left, estimateS);
  }
}
