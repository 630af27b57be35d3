package io.madcloud.app.cluster.mirror;

import io.madcloud.app.cluster.LoopbackPorts;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * MirrorMaker 2 in a process of its own, which ends with this one, however this one ends. It keeps
 * its place in the clusters, so a successor goes on where it was, also after a kill. It should be
 * closed before they are. Thread-safe.
 */
public final class MirrorProcess implements AutoCloseable {

  private final Path directory;
  private final MirrorSettings settings;
  private MirrorChild child;
  private boolean closed;

  private MirrorProcess(Path directory, MirrorSettings settings) {
    this.directory = directory;
    this.settings = settings;
    this.child = begin();
  }

  /**
   * Starts it, and does not wait: it takes seconds.
   *
   * @param directory for its properties and its log; is created if it is not there
   * @throws MirrorException if the directory cannot be written to, or there is no MirrorMaker
   */
  public static MirrorProcess start(Path directory, MirrorSettings settings) {
    return new MirrorProcess(directory, settings);
  }

  /**
   * Waits until all clusters have answered it. From then on records cross after a few seconds;
   * those that were written before cross as well.
   *
   * @throws MirrorException if it ends before, or has not come so far in time
   */
  public void awaitReady(Duration patience) throws InterruptedException {
    MirrorChild awaited = child();
    CompletableFuture<Process> end = awaited.process().onExit();
    try {
      CompletableFuture.anyOf(awaited.ready(), end).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failure("was not ready within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new AssertionError("Neither of both fails", e);
    }
    requireAlive();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return child().process().isAlive();
  }

  /** Is done when it has ended, as it runs now. */
  public CompletableFuture<?> end() {
    return child().process().onExit();
  }

  /**
   * Sees that it runs, unless it was closed.
   *
   * @throws MirrorException with the end of its log, if not
   */
  public synchronized void requireAlive() {
    if (!closed && !isAlive()) {
      throw failure("ended with status " + child.process().exitValue(), null);
    }
  }

  /** The number by which the system knows it; another one after a restart. */
  public long pid() {
    return child().process().pid();
  }

  /** What it says. */
  public Path log() {
    return directory.resolve("mirror.log");
  }

  /** Ends it as SIGKILL does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    child().kill();
  }

  /**
   * Starts it again, and does not wait; ends it before, if it runs.
   *
   * @throws IllegalStateException if it was closed
   */
  public synchronized void restart() {
    if (closed) {
      throw new IllegalStateException("Expected a MirrorMaker that is open, but it was closed");
    }
    child.end();
    child = begin();
  }

  /** Ends it: in 2 or 3 s, in 15 s at most if clusters do not answer. */
  @Override
  public synchronized void close() {
    closed = true;
    child.end();
  }

  private synchronized MirrorChild child() {
    return child;
  }

  private MirrorChild begin() {
    Path file = directory.resolve("mirror.properties");
    try {
      Files.createDirectories(directory);
      try (Writer writer = Files.newBufferedWriter(file)) {
        settings.properties(LoopbackPorts.free(1).get(0)).store(writer, null);
      }
    } catch (IOException e) {
      throw new MirrorException("Expected to write " + file + ", but " + e, e);
    }
    return MirrorChild.start(file, log());
  }

  private MirrorException failure(String what, Exception cause) {
    return new MirrorException(
        ("Expected MirrorMaker to run, but it %s; see whether the brokers of all datacenters"
                + " answer, %s, and what it says in %s:%s")
            .formatted(what, settings.bootstrapServers(), log(), LogTail.of(log())),
        cause);
  }
}
