package io.madcloud.bench.contest;

import io.madcloud.bench.report.Sheet;
import java.time.Duration;
import java.util.List;

/** What goes on beside the windows of a side. Used by one thread. */
interface Beside extends AutoCloseable {

  /** For a side that has nothing but its load. */
  Beside NOTHING = new Beside() {};

  /** A window of this length begins, ramp included. */
  default void begin(Duration window) throws Exception {}

  /** The window is over, and what was sent in it finishes: nothing more is to begin. */
  default void over() {}

  /** All has finished: waits for what began, and sees that it is as it must be. */
  default void end() throws Exception {}

  /** All windows are over: whatever can only be tried now. */
  default void last(Entrant entrant) throws Exception {}

  /** What is told of it in the end. */
  default List<Sheet> sheets() {
    return List.of();
  }

  @Override
  default void close() {}
}
