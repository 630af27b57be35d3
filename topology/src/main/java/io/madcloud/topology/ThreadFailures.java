package io.madcloud.topology;

import io.madcloud.serdes.DecryptionException;
import io.madcloud.serdes.RegistryException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Whether another stream thread may take over when one ended by an exception. What brokers or the
 * registry will get over is waited out, however long it takes. Of all else only so many are
 * forgiven within a window: a mistake that no restart gets over must not look like an engine that
 * runs. Thread-safe.
 */
final class ThreadFailures {

  private final int most;
  private final long windowMs;
  private final LongSupplier clockMs;
  private final Deque<Long> countedMs = new ArrayDeque<>();

  ThreadFailures(int most, Duration window, LongSupplier clockMs) {
    this.most = most;
    this.windowMs = window.toMillis();
    this.clockMs = clockMs;
  }

  /** Whether a failure is one of brokers, links or the registry, which end by themselves. */
  static boolean isWaitedOut(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException || cause instanceof RegistryException) {
        return true;
      }
    }
    return false;
  }

  /** Whether a failure would be the same for any other thread, however often one took over. */
  static boolean isHopeless(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DecryptionException) {
        return true;
      }
    }
    return false;
  }

  /** Counts one that is not waited out, and tells whether another thread may take over. */
  synchronized boolean forgive() {
    long nowMs = clockMs.getAsLong();
    while (!countedMs.isEmpty() && countedMs.peek() <= nowMs - windowMs) {
      countedMs.remove();
    }
    countedMs.add(nowMs);
    return countedMs.size() <= most;
  }
}
