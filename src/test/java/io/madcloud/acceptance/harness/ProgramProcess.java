package io.madcloud.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own. What it prints goes to a file. */
public final class ProgramProcess implements AutoCloseable {
  private static final int SHOWN_CHARS = 6_000;

  private final String name;
  private final Process process;
  private final Path output;

  private ProgramProcess(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it and does not wait.
   *
   * @param name that messages call it by
   * @param output takes what it prints
   */
  public static ProgramProcess start(String name, Path output, List<String> command) {
    return start(
        name,
        output,
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()));
  }

  /** The same of a program in Java, with the class path of this one. */
  static ProgramProcess java(
      String name, Path output, List<String> ofJvm, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // What those leave that are killed goes with the directory of the test.
    command.add("-Djava.io.tmpdir=" + output.toAbsolutePath().getParent());
    command.addAll(ofJvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main);
    command.addAll(arguments);
    return start(name, output, command);
  }

  /** The same, prepared in more detail; {@code output} is where {@code builder} redirects to. */
  static ProgramProcess start(String name, Path output, ProcessBuilder builder) {
    try {
      return new ProgramProcess(name, builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has printed this. */
  public void awaitOutput(String text) {
    Eventually.until(
        name + " that prints '" + text + "'",
        Duration.ofSeconds(90),
        () -> output().contains(text) || !process.isAlive(),
        () -> "it printed: " + tail());
    if (!output().contains(text)) {
      throw new AssertionError(
          "Expected %s that prints '%s', but it ended with %d: %s"
              .formatted(name, text, process.exitValue(), tail()));
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to stop; does not wait. */
  public void stop() {
    process.destroy();
  }

  /** Sends it a signal, such as {@code STOP}. */
  void signal(String signal) {
    try {
      int exitCode =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exitCode != 0) {
        throw new AssertionError(
            "Expected to send %s to %s, but could not".formatted(signal, name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Expected to signal " + name + ", but was interrupted", e);
    }
  }

  /** Ends it at once, in the middle of whatever it does, with all that it has started. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Waits for its end and returns the exit code. */
  public int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        throw new AssertionError(
            "Expected %s to end within %s, but it printed: %s".formatted(name, limit, tail()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Expected the end of " + name + ", but was interrupted", e);
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
      awaitExit(Duration.ofSeconds(60));
    }
  }
}
