package io.madcloud.app.scenario;

import java.io.PrintWriter;

/** How far scenarios are, for people who wait at a terminal: a line that moves. One thread. */
final class Progress {

  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final int all;

  /**
   * @param terminal whether anybody waits, and a line can move
   */
  Progress(PrintWriter err, boolean terminal, int all) {
    this.err = err;
    this.terminal = terminal;
    this.all = all;
  }

  void starting() {
    show("Getting Kafka ready …");
  }

  void played(int count) {
    show("Played %d of %d scenarios …".formatted(count, all));
  }

  void stopping() {
    show("Removing what was needed for it …");
  }

  void clear() {
    show("");
  }

  private void show(String text) {
    if (terminal) {
      err.print(CLEAR + text);
      err.flush();
    }
  }
}
