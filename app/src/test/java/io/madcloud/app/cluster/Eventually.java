package io.madcloud.app.cluster;

import java.time.Duration;
import java.util.function.Supplier;

/** Asks again until the answer is there or the time is over. */
final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Eventually() {}

  /** {@code attempt} waits by itself (a poll does) and returns null for "not yet". */
  static <T> T get(String what, Supplier<T> attempt) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      T answer = attempt.get();
      if (answer != null) {
        return answer;
      }
    }
    throw new AssertionError("Expected " + what + " within " + LIMIT + ", but it did not happen");
  }
}
