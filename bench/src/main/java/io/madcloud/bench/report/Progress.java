package io.madcloud.bench.report;

import java.io.PrintWriter;
import java.time.Duration;

/** Tells whoever waits what is done now: one line for each thing. One thread. */
public final class Progress {

  private final PrintWriter out;
  private final long startNs = System.nanoTime();

  public Progress(PrintWriter out) {
    this.out = out;
  }

  /** What happened, or happens now. */
  public void say(String text) {
    out.printf("%8s  %s%n", text(Duration.ofNanos(System.nanoTime() - startNs)), text);
    out.flush();
  }

  /** The same with the time that all the rest will take. */
  public void say(String text, Duration left) {
    say(text + " (about " + text(left) + " left)");
  }

  private static String text(Duration time) {
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
