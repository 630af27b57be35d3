package io.madcloud.engine;

/** The timers of a process. */
public final class Timers {

  private Timers() {}

  /**
   * A pending invocation of an {@code after} op.
   *
   * @param attempt the one that {@link Input.Timer} has to name
   */
  public record Timer(long dueMs, int invocation, int attempt) {}

  /** The awaited timer that falls due first, the oldest of several; null when there is none. */
  public static Timer earliestAwaited(Process process) {
    Timer earliest = null;
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      if (invocation.isPending()
          && invocation.dueMs() != Invocation.NOT_TIMED
          && (earliest == null || invocation.dueMs() < earliest.dueMs)
          && process.isAwaited(number)) {
        earliest = new Timer(invocation.dueMs(), number, invocation.attempts() + 1);
      }
    }
    return earliest;
  }
}
