package io.madcloud.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A JVM that is measured or serves those that are; with the class path of this one. Thread-safe.
 */
public final class JavaProcess implements AutoCloseable {

  private static final int REMEMBERED_LINES = 1_000;
  private static final int SHOWN_LINES = 25;
  private static final Duration END = Duration.ofSeconds(20);

  /** The exit code of a JVM that ended because of SIGTERM. */
  private static final int TERMINATED = 143;

  private final String name;
  private final Process process;
  private final Deque<String> lines = new ArrayDeque<>();
  private boolean ended;
  private boolean closed;

  private JavaProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    Thread reader = new Thread(this::read, "bench-output-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a main class that ends with this process at the latest; does not wait.
   *
   * @param name that messages call it by
   */
  static JavaProcess start(
      String name, List<String> jvmOptions, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-cp", System.getProperty("java.class.path")));
    command.add(WithParent.class.getName());
    command.add(mainClass);
    command.addAll(arguments);
    try {
      return new JavaProcess(name, new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to start " + name + ", but " + e.getMessage(), e);
    }
  }

  /** That messages call it by. */
  public String name() {
    return name;
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        remember(line);
      }
    } catch (IOException e) {
      remember("(its output cannot be read: " + e.getMessage() + ")");
    } finally {
      end();
    }
  }

  private synchronized void remember(String line) {
    if (lines.size() == REMEMBERED_LINES) {
      lines.removeFirst();
    }
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits for a line that it prints.
   *
   * @throws ProcessFailedException if it ends before, or does not print it in time
   */
  public synchronized String awaitLine(Predicate<String> wanted, Duration patience)
      throws InterruptedException {
    long deadlineNs = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<String> found = lines.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
      if ((ended && !closed) || leftMs <= 0) {
        throw new ProcessFailedException(
            "Expected %s to be ready, but it %s"
                .formatted(name, ended ? "ended" : "was not within " + patience.toSeconds() + " s"),
            tail());
      }
      wait(leftMs);
    }
  }

  /**
   * Sees that it is still there, unless it was closed: then this process ends, too, and whoever
   * waits has nothing to complain of.
   *
   * @throws ProcessFailedException with what it printed last, if not
   */
  public synchronized void requireAlive() {
    if (!closed && !process.isAlive()) {
      throw new ProcessFailedException("Expected " + name + " to run on, but it ended", tail());
    }
  }

  private List<String> tail() {
    return lines.stream().skip(Math.max(0, lines.size() - SHOWN_LINES)).toList();
  }

  /** CPU time that it has used so far, user and system, all threads; to 10 ms. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Memory that it occupies at this moment, in bytes; 0 where the system does not tell. */
  public long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Asks it to end, by SIGTERM, and waits until it has.
   *
   * @throws ProcessFailedException if it has not in time, or ended in another way
   */
  public void stop(Duration patience) throws InterruptedException {
    synchronized (this) {
      closed = true;
    }
    // The process itself would close its input as well, by which it knows that this one is gone.
    process.toHandle().destroy();
    boolean inTime = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (!inTime || process.exitValue() != TERMINATED) {
      synchronized (this) {
        throw new ProcessFailedException(
            "Expected %s to end within %d s when asked to, but it %s"
                .formatted(
                    name,
                    patience.toSeconds(),
                    inTime ? "ended with exit code " + process.exitValue() : "did not"),
            tail());
      }
    }
  }

  /** Ends it at once: what it has written nobody needs any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    process.destroyForcibly();
    try {
      process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
