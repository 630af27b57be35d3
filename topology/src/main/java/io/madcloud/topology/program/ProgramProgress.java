package io.madcloud.topology.program;

import io.madcloud.engine.program.Program;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the reading of the program log is: written by its thread, read and awaited by all. */
final class ProgramProgress implements ProgramReader.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(ProgramProgress.class);

  private final String topic;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Consumer<Program>> listeners = new CopyOnWriteArrayList<>();
  private long told;

  private volatile Program program = Program.EMPTY;
  private volatile List<RejectedDeclaration> rejected = List.of();
  private volatile long position;
  private volatile long skipped;
  private volatile long end = -1;
  private volatile String trouble = "no broker has answered yet";
  private volatile Throwable failure;
  private volatile boolean closed;

  ProgramProgress(String topic) {
    this.topic = topic;
  }

  Program program() {
    return program;
  }

  List<RejectedDeclaration> rejected() {
    return rejected;
  }

  long skipped() {
    return skipped;
  }

  Throwable failure() {
    return failure;
  }

  void listen(Consumer<Program> listener) {
    listeners.add(listener);
  }

  void requireNoFailure() {
    Throwable why = failure;
    if (why instanceof ProgramLogException) {
      throw new ProgramLogException(why.getMessage(), why);
    }
    if (why != null) {
      throw new ProgramLogException(
          "Expected to read topic " + topic + " for ever, but reading has ended: " + why, why);
    }
  }

  /** Waits until everything is folded that was there when reading began. */
  Program awaitCaughtUp(Duration timeout) throws InterruptedException {
    return await(() -> end >= 0 && position >= end, timeout, "all of it");
  }

  /** Waits until the record at {@code offset} is folded. */
  Program awaitFolded(long offset, Duration timeout) throws InterruptedException {
    return await(() -> position > offset, timeout, "offset " + offset + " of it");
  }

  private Program await(BooleanSupplier reached, Duration timeout, String what)
      throws InterruptedException {
    long leftNanos = timeout.toNanos();
    lock.lock();
    try {
      while (!reached.getAsBoolean()) {
        requireNoFailure();
        if (closed || leftNanos <= 0) {
          throw new ProgramLogException(
              "Expected to have read topic %s, %s, within %d ms, but %s"
                  .formatted(topic, what, timeout.toMillis(), closed ? "it is closed" : reason()));
        }
        leftNanos = changed.awaitNanos(leftNanos);
      }
    } finally {
      lock.unlock();
    }
    requireNoFailure();
    return program;
  }

  private String reason() {
    String known = trouble;
    return known != null ? known : "it is read up to offset " + position;
  }

  /** Ends all waiting. */
  void close() {
    closed = true;
    signal();
  }

  @Override
  public void began(long logEnd) {
    end = logEnd;
    trouble = null;
    signal();
  }

  @Override
  public void folded(
      Program newest, List<RejectedDeclaration> all, long upTo, long skippedRecords) {
    boolean moved = upTo != position;
    program = newest;
    rejected = all;
    skipped = skippedRecords;
    position = upTo;
    if (moved) {
      trouble = null;
      signal();
    }
    if (newest.revision() != told) {
      told = newest.revision();
      listeners.forEach(listener -> tell(listener, newest));
    }
  }

  @Override
  public void troubled(String what) {
    trouble = what;
  }

  @Override
  public void failed(Throwable why) {
    failure = why;
    signal();
  }

  private static void tell(Consumer<Program> listener, Program newest) {
    try {
      listener.accept(newest);
    } catch (RuntimeException e) {
      LOG.error("Expected a listener to take revision {}, but", newest.revision(), e);
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
