package io.madcloud.app.process;

import java.time.Duration;

/**
 * Until when somebody waits.
 *
 * @param atNs by {@link System#nanoTime()}
 * @param waits from beginning to end, for messages
 */
record Deadline(long atNs, Duration waits) {

  /** From now on so long. */
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos(), duration);
  }

  boolean isOver() {
    return System.nanoTime() - atNs >= 0;
  }

  /** How long it is until then; zero when that is over. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, atNs - System.nanoTime()));
  }

  /** As people write it, such as 10s. */
  String text() {
    return Texts.duration(waits);
  }
}
