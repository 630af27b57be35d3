package io.madcloud.app.run;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what a long command has started, last first: when the command ends, or when the process is
 * asked to end, by Ctrl-C or SIGTERM. Thread-safe.
 */
public final class CleanStop implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Thread hook;
  private boolean closed;

  /**
   * @param farewell what is printed once everything has stopped because somebody asked
   */
  public CleanStop(PrintWriter out, String farewell) {
    hook = new Thread(() -> stop(out, farewell), "madcloud-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Has a part closed in the end; at once, if the end has come already. */
  public synchronized <T extends AutoCloseable> T closing(T part) throws Exception {
    if (closed) {
      part.close();
    } else {
      parts.push(part);
    }
    return part;
  }

  /** Whether the end has come. */
  public synchronized boolean isStopping() {
    return closed;
  }

  private void stop(PrintWriter out, String farewell) {
    if (Boolean.getBoolean("madcloud.terminal")) {
      out.println(); // The terminal has just shown ^C.
    }
    out.println("Stopping …");
    try {
      closeParts();
      out.println(farewell);
    } catch (Exception e) {
      out.println("Expected everything to stop, but " + e.getMessage());
    }
    out.flush();
  }

  private synchronized void closeParts() throws Exception {
    closed = true;
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }

  @Override
  public void close() throws Exception {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The hook is at it.
    }
    closeParts();
  }
}
