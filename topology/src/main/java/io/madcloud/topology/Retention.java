package io.madcloud.topology;

import java.time.Duration;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/**
 * How long processes that stopped are kept, and where they lie. Times are in milliseconds since
 * 1970. Immutable.
 *
 * <p>A window store drops its segments whole, and finds a key fast only if the window is known. So
 * the windows are <em>buckets</em> of half a retention: what is kept lies in the newest three. The
 * store has to keep half a retention more, for it goes by the beginning of the bucket.
 */
final class Retention {

  private static final long SHORTEST_STORE_MS = Duration.ofMinutes(1).toMillis();

  /** How far another machine's clock may have been ahead of this one's. */
  private static final long SKEW_MS = Duration.ofMinutes(1).toMillis();

  private final long retentionMs;
  private final long bucketMs;
  private final long segmentMs;

  Retention(Duration retention) {
    retentionMs = retention.toMillis();
    bucketMs = (retentionMs + 1) / 2;
    segmentMs = supplier("").segmentIntervalMs();
  }

  /** How long a process is kept. */
  long ms() {
    return retentionMs;
  }

  /** A store that keeps processes long enough. */
  WindowBytesStoreSupplier supplier(String name) {
    long keptMs = Math.max(SHORTEST_STORE_MS, retentionMs + bucketMs);
    return Stores.persistentWindowStore(
        name, Duration.ofMillis(keptMs), Duration.ofMillis(1), false);
  }

  /** The window of a process that stopped at this time. */
  long bucket(long stoppedMs) {
    return stoppedMs - stoppedMs % bucketMs;
  }

  /** The newest bucket that may hold anything. */
  long newestBucket(long nowMs) {
    return bucket(nowMs + SKEW_MS);
  }

  /**
   * Now, or a later time by which all that is in the store is found: a segment of it may hold one
   * bucket more than that which was seen.
   *
   * @param newest bucket of the newest segment that holds anything, be it not its last
   */
  long notBefore(long newest, long nowMs) {
    return nowMs < newest ? newest + bucketMs : nowMs;
  }

  /** The bucket before this one. */
  long before(long bucket) {
    return bucket - bucketMs;
  }

  /** Whether a bucket may hold a process that is still kept. */
  boolean holds(long bucket, long nowMs) {
    return bucket >= 0 && keeps(bucket + bucketMs - 1, nowMs);
  }

  /** Whether a process that stopped at this time is still kept. */
  boolean keeps(long stoppedMs, long nowMs) {
    return stoppedMs >= nowMs - retentionMs;
  }

  /** The first segment of the store that holds what is still kept. */
  long firstSegment(long nowMs) {
    return segment(bucket(Math.max(0, nowMs - retentionMs)));
  }

  /** The segment of the store that a bucket lies in. */
  long segment(long bucket) {
    return bucket / segmentMs;
  }

  /** The first time of a segment; within one, and only there, the store is in order of keys. */
  long start(long segment) {
    return segment * segmentMs;
  }
}
