package io.madcloud.topology;

/**
 * The time that processes go by, in milliseconds since 1970. It never goes back. Records and their
 * retention go by the wall clock, whatever this says. Thread-safe.
 */
public interface EngineClock {

  /** The wall clock. */
  EngineClock WALL = wallClockMs -> wallClockMs;

  /** The time of an input that comes now. */
  long timeMs(long wallClockMs);

  /** Up to which time timers are served now. */
  default long dueMs(long wallClockMs) {
    return timeMs(wallClockMs);
  }
}
