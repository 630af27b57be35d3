package io.madcloud.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code madcloud run} in a JVM of its own, with the class path of this one. It can be killed as by
 * an operating system that is out of memory. What it prints goes to a file.
 */
public final class EngineProcess implements AutoCloseable {
  private static final String RUNNING = "The engine is running.";
  private static final int SHOWN_CHARS = 6_000;
  private static final int STOP_S = 60;

  private final Process process;
  private final Path output;
  private final long startedNs = System.nanoTime();

  private EngineProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts an engine and does not wait.
   *
   * @param output takes what it prints
   * @param properties of its configuration
   */
  static EngineProcess start(Path output, Map<String, String> properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dmadcloud.log.dir=" + output + ".d");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.madcloud.app.Main", "run"));
    properties.forEach((key, value) -> command.addAll(List.of("--property", key + "=" + value)));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new EngineProcess(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until it takes inputs.
   *
   * @return milliseconds since it was started
   */
  public long awaitRunning() {
    awaitOutput(RUNNING);
    return ageMs();
  }

  /** Milliseconds since it was started. */
  public long ageMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
  }

  /** Waits until it has printed this. */
  public EngineProcess awaitOutput(String text) {
    Eventually.until(
        "an engine that prints '" + text + "'",
        Duration.ofSeconds(90),
        () -> output().contains(text) || !process.isAlive(),
        () -> "it printed: " + tail());
    if (!output().contains(text)) {
      throw new AssertionError(
          "Expected an engine that prints '%s', but it ended with %d: %s"
              .formatted(text, process.exitValue(), tail()));
    }
    return this;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it at once, in the middle of whatever it does. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Asks it to stop, and waits until it has. */
  public void stop() {
    process.destroy();
    awaitExit();
  }

  /** Waits for its end and returns the exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "Expected the engine to end within %d s, but it printed: %s".formatted(STOP_S, tail()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Expected the end of an engine, but was interrupted", e);
    }
  }

  /** What it printed so far. */
  public String output() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of what it printed. */
  public String tail() {
    String all = output();
    return all.substring(Math.max(0, all.length() - SHOWN_CHARS));
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
