package io.madcloud.app.run;

import io.madcloud.app.cluster.EndOfInput;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One of several datacenters of this machine: a {@code dev} command in a process of its own, with a
 * broker, a registry and an engine. It ends with this process. Thread-safe.
 */
final class DatacenterProcess implements AutoCloseable {

  private static final String MAIN = "io.madcloud.app.Main";
  private static final int LAST_LINES = 20;
  private static final int PATIENCE_S = 30;

  private final String name;
  private final Process process;
  private final Path log;
  private final Deque<String> last = new ArrayDeque<>();
  private final CompletableFuture<Void> running = new CompletableFuture<>();

  private DatacenterProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    Thread reader = new Thread(this::read, "datacenter-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it, and does not wait.
   *
   * @param arguments of the command
   * @param log that gets what it prints
   */
  static DatacenterProcess start(String name, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dmadcloud.home=" + System.getProperty("madcloud.home", ""));
    command.add("-Dfile.encoding=UTF-8");
    command.add("-D" + DevCommand.CHILD + "=true");
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    command.addAll(arguments);
    try {
      Files.createDirectories(log.getParent());
      return new DatacenterProcess(
          name, new ProcessBuilder(command).redirectErrorStream(true).start(), log);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Expected to start datacenter %s, but %s".formatted(name, e.getMessage()), e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter kept = Files.newBufferedWriter(log)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        remember(line);
        kept.write(line);
        kept.newLine();
        kept.flush();
        if (line.startsWith(EngineRun.RUNNING)) {
          running.complete(null);
        }
      }
    } catch (IOException e) {
      // It is gone, and whoever waits for it hears of that.
    }
  }

  private synchronized void remember(String line) {
    last.add(line);
    if (last.size() > LAST_LINES) {
      last.remove();
    }
  }

  private synchronized String lastLines() {
    return String.join(System.lineSeparator(), last);
  }

  /** What it prints. */
  Path log() {
    return log;
  }

  /** Is done when it has ended. */
  CompletableFuture<Process> end() {
    return process.onExit();
  }

  /**
   * Waits until its engine takes inputs.
   *
   * @throws IllegalStateException with its last lines, if it ends before, or takes too long
   */
  void awaitRunning(Duration patience) throws InterruptedException {
    try {
      CompletableFuture.anyOf(running, end()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw failure("did not within " + patience.toSeconds() + " s", e);
    }
    if (!running.isDone()) {
      throw failure("it ended", null);
    }
  }

  /** What it said last, when it has ended by itself. */
  IllegalStateException failure(String what, Exception cause) {
    return new IllegalStateException(
        "Expected datacenter %s to run, but %s:%n%s".formatted(name, what, lastLines()), cause);
  }

  @Override
  public void close() {
    EndOfInput.tell(process, PATIENCE_S);
  }
}
