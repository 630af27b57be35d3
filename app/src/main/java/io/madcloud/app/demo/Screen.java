package io.madcloud.app.demo;

import java.io.PrintWriter;

/** What people see of a demo: lines, and on a terminal a progress bar that moves. One thread. */
final class Screen {

  private static final int BAR = 40;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final long startNs = System.nanoTime();
  private boolean barShown;
  private int lastQuarter;

  /**
   * @param terminal whether a bar can move
   */
  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A line of what happens, with the seconds since the start. */
  void say(String message, Object... details) {
    clear();
    double seconds = (System.nanoTime() - startNs) / 1e9;
    out.println("%6.1f s  %s".formatted(seconds, message.formatted(details)));
    out.flush();
  }

  /** A line as it is. */
  void print(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** How far it is; without a terminal a line for each quarter. */
  void progress(int done, int all, String note) {
    int quarter = (int) (4L * done / all);
    if (!terminal) {
      if (quarter > lastQuarter) {
        lastQuarter = quarter;
        say("%,d of %,d processes (%s)", done, all, note);
      }
      return;
    }
    int filled = (int) ((long) BAR * done / all);
    out.print(
        "%s          [%s%s] %,d of %,d  %s"
            .formatted(CLEAR, "#".repeat(filled), ".".repeat(BAR - filled), done, all, note));
    out.flush();
    barShown = true;
  }

  private void clear() {
    if (barShown) {
      out.print(CLEAR);
      barShown = false;
    }
  }
}
