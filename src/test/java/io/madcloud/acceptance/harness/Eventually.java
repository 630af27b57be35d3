package io.madcloud.acceptance.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks again until the answer is yes or the time is over. */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final long PAUSE_NS = 10_000_000;

  private Eventually() {}

  /** Waits up to 90 seconds, more than anything takes on a busy machine. */
  public static void until(String what, BooleanSupplier holds) {
    until(what, LIMIT, holds, () -> "it did not happen");
  }

  /**
   * Waits for {@code holds}.
   *
   * @param otherwise tells what is the case, when the time is over
   */
  public static void until(
      String what, Duration limit, BooleanSupplier holds, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "Expected %s within %s, but %s".formatted(what, limit, otherwise.get()));
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
  }
}
