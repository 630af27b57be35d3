package io.madcloud.acceptance.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code madcloud run} or {@code dev} in a JVM of its own, with the class path of this one. It can
 * be killed as by an operating system that is out of memory. What it prints goes to a file.
 */
public final class EngineProcess implements AutoCloseable {
  private static final String RUNNING = "The engine is running.";
  private static final Duration STOP = Duration.ofSeconds(60);

  private final ProgramProcess process;
  private final long startedNs = System.nanoTime();

  private EngineProcess(ProgramProcess process) {
    this.process = process;
  }

  /**
   * Starts an engine and does not wait.
   *
   * @param output takes what it prints
   * @param properties of its configuration
   */
  public static EngineProcess start(Path output, Map<String, String> properties) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    properties.forEach((key, value) -> arguments.addAll(List.of("--property", key + "=" + value)));
    return start(output, List.of("-Dmadcloud.log.dir=" + output + ".d"), arguments);
  }

  /**
   * Starts {@code madcloud dev} and does not wait.
   *
   * @param output takes what it prints
   */
  public static EngineProcess dev(Path output, String... options) {
    List<String> arguments = new ArrayList<>(List.of("dev"));
    arguments.addAll(List.of(options));
    return start(output, List.of(), arguments);
  }

  private static EngineProcess start(Path output, List<String> ofJvm, List<String> arguments) {
    return new EngineProcess(
        ProgramProcess.java("an engine", output, ofJvm, "io.madcloud.app.Main", arguments));
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
    process.awaitOutput(text);
    return this;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it at once, in the middle of whatever it does. */
  public void kill() {
    process.kill();
    awaitExit();
  }

  /** Asks it to stop, waits until it has, and returns the exit code. */
  public int stop() {
    process.stop();
    return awaitExit();
  }

  /** Has it stand still, as on a machine that swaps: it answers nobody, and is not gone. */
  public void pause() {
    process.signal("STOP");
  }

  /** Has it go on. */
  public void resume() {
    process.signal("CONT");
  }

  /** Waits for its end and returns the exit code. */
  public int awaitExit() {
    return process.awaitExit(STOP);
  }

  /** What it printed so far. */
  public String output() {
    return process.output();
  }

  /** The end of what it printed. */
  public String tail() {
    return process.tail();
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    process.close();
  }
}
