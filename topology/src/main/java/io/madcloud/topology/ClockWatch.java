package io.madcloud.topology;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees whether the machine's clock was set back. Kafka's clients wait by that clock: until it shows
 * the earlier time again they commit nothing, and no timer is looked at. So there is nothing left
 * to do but to begin anew by that clock. Looks once a second, in a thread of its own.
 */
final class ClockWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** What corrections by NTP, and pauses between the two readings, stay below. */
  static final Duration TOLERATED = Duration.ofSeconds(10);

  private final LongSupplier wallClockMs;
  private final LongSupplier steadyMs;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "madcloud-clock-watch");
            thread.setDaemon(true);
            return thread;
          });

  private long aheadMs;

  /**
   * @param steadyMs a clock that nobody sets
   */
  ClockWatch(LongSupplier wallClockMs, LongSupplier steadyMs) {
    this.wallClockMs = wallClockMs;
    this.steadyMs = steadyMs;
    this.aheadMs = ahead();
  }

  /** Of the clock of this machine. */
  static ClockWatch ofMachine() {
    return new ClockWatch(
        System::currentTimeMillis, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /**
   * Begins to look.
   *
   * @param stop what to do when the clock was set back
   */
  void start(Runnable stop) {
    ScheduledFuture<?> unused =
        looks.scheduleWithFixedDelay(
            () -> {
              Duration back = setBack();
              if (!back.isZero()) {
                LOG.error(
                    "Expected the machine's clock to go on, but it was set back by {} s: the engine"
                        + " stops; start it again, and look after the clock",
                    back.toSeconds());
                stop.run();
              }
            },
            LOOK.toMillis(),
            LOOK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }

  /** How far the clock was set back since the last look; zero for less than is tolerated. */
  Duration setBack() {
    long before = aheadMs;
    aheadMs = ahead();
    Duration back = Duration.ofMillis(before - aheadMs);
    return back.compareTo(TOLERATED) > 0 ? back : Duration.ZERO;
  }

  private long ahead() {
    return wallClockMs.getAsLong() - steadyMs.getAsLong();
  }
}
