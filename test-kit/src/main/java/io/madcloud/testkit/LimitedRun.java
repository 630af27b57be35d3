package io.madcloud.testkit;

import io.madcloud.op.OpReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs an op in a thread of its own, so that nobody waits for one that never comes back. */
final class LimitedRun {

  private static final int FRAMES = 4;

  private final FutureTask<OpReply> task;
  private final Thread thread;
  private final Duration limit;

  /** Starts at once. */
  LimitedRun(Callable<OpReply> work, Duration limit) {
    this.task = new FutureTask<>(work);
    this.thread = new Thread(task, "op under test");
    this.limit = limit;
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits as long as the limit allows; then interrupts it, and waits as long again. */
  Answer answer() {
    Answer inTime = await();
    if (inTime != null) {
      return inTime;
    }
    List<StackTraceElement> where = where();
    thread.interrupt();
    return new Answer.Late(limit.toMillis(), await() != null, where);
  }

  /** The innermost frames of the op, and what it asked of the JDK last. */
  private List<StackTraceElement> where() {
    List<StackTraceElement> frames = List.of(thread.getStackTrace());
    int first = 0;
    while (first < frames.size() && frames.get(first).getClassName().matches("(java|jdk)\\..*")) {
      first++;
    }
    int from = Math.max(0, first - 1);
    return frames.subList(from, Math.min(from + FRAMES, frames.size()));
  }

  /** Returns null when the time is over. */
  private Answer await() {
    try {
      return new Answer.Replied(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      return new Answer.Threw(e.getCause());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new AssertionError("Expected to wait for the op, but the test was interrupted", e);
    }
  }
}
