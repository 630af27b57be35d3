package io.madcloud.engine;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Program;
import java.util.function.Predicate;

/** What happens in a process by the clock alone. */
public final class Timers {

  /** The {@link Process#wakeMs} of a process in which nothing does. */
  public static final long NEVER = Long.MAX_VALUE;

  private Timers() {}

  /** What happens when the time of an invocation has come. */
  public enum Kind {
    /** An {@code after} op replies. */
    REPLY,
    /** A call is made again. */
    RETRY,
    /** The call that is out counts as failed. */
    TIMEOUT,
    /** A call that was held back can be made now; the surroundings say so, and not the clock. */
    RELEASE
  }

  /**
   * A pending invocation with a time.
   *
   * @param attempt the one that {@link Input.Timer} has to name
   */
  public record Timer(long dueMs, int invocation, int attempt, Kind kind) {}

  /**
   * The awaited one of some kinds that falls due first, the oldest of several; null when there is
   * none. Takes a look at all that is awaited.
   *
   * @param program that holds the ops of all invocations
   */
  public static Timer earliest(Process process, Program program, Predicate<Kind> kinds) {
    Timer[] earliest = {null};
    for (int index = 0; index < process.liveCount(); index++) {
      process
          .liveAt(index)
          .awaited()
          .forEach(
              number -> {
                Timer timer = of(process, program, number);
                if (timer != null && kinds.test(timer.kind) && isBefore(timer, earliest[0])) {
                  earliest[0] = timer;
                }
              });
    }
    return earliest[0];
  }

  /** The same of all kinds. */
  public static Timer earliest(Process process, Program program) {
    return earliest(process, program, kind -> true);
  }

  private static boolean isBefore(Timer timer, Timer other) {
    return other == null
        || timer.dueMs < other.dueMs
        || (timer.dueMs == other.dueMs && timer.invocation < other.invocation);
  }

  private static Timer of(Process process, Program program, int number) {
    Invocation invocation = process.invocation(number);
    if (!invocation.isPending() || invocation.dueMs() == Invocation.NOT_TIMED) {
      return null;
    }
    Kind kind = Kind.REPLY;
    if (program.op(invocation.op()).action() instanceof Action.Call) {
      kind = invocation.paused() ? Kind.RETRY : Kind.TIMEOUT;
    }
    return new Timer(invocation.dueMs(), number, invocation.attempts() + 1, kind);
  }
}
