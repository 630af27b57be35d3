package io.madcloud.acceptance.operations;

import io.madcloud.acceptance.harness.InstalledCommand;
import io.madcloud.acceptance.harness.ProgramProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Podman with images and containers of its own, that are gone when this is closed. */
final class Podman implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path directory;
  private int runs;

  /**
   * In a directory that nobody else uses. A test that calls this where there is none is skipped.
   */
  Podman(Path directory) {
    InstalledCommand.assume("podman", "no image is run");
    InstalledCommand.assume("runc", "no image is run");
    this.directory = directory;
  }

  /** Runs a container to its end and returns what it printed. */
  String runContainer(String... arguments) {
    return run(ofContainer(List.of(arguments)).toArray(String[]::new));
  }

  /** Starts a container and does not wait. */
  ProgramProcess startContainer(List<String> arguments) {
    return start(ofContainer(arguments));
  }

  private static List<String> ofContainer(List<String> arguments) {
    // The image is here, as is the cluster of the test, at the loopback address.
    List<String> all = new ArrayList<>(List.of("run", "--pull", "never", "--network", "host"));
    // What podman takes for granted is more than a process may have on some machines.
    all.addAll(List.of("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=2048:2048"));
    all.addAll(arguments);
    return all;
  }

  /** Runs a command of podman to its end and returns what it printed. */
  String run(String... arguments) {
    try (ProgramProcess process = start(List.of(arguments))) {
      int exitCode = process.awaitExit(LIMIT);
      if (exitCode != 0) {
        throw new AssertionError(
            "Expected podman %s to succeed, but it ended with %d: %s"
                .formatted(String.join(" ", arguments), exitCode, process.tail()));
      }
      return process.output();
    }
  }

  private ProgramProcess start(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("podman"));
    command.addAll(List.of("--root", directory.resolve("images").toString()));
    command.addAll(List.of("--runroot", directory.resolve("run").toString()));
    // No systemd, no journal, and the runtime that gets along without them.
    command.addAll(List.of("--runtime", "runc", "--cgroup-manager", "cgroupfs"));
    command.addAll(List.of("--events-backend", "file", "--log-level", "error"));
    command.addAll(arguments);
    Path output = directory.resolve("podman-%d.out".formatted(++runs));
    return ProgramProcess.start("podman " + arguments.get(0), output, command);
  }

  @Override
  public void close() {
    run("rm", "--all", "--force", "--time", "0");
    run("rmi", "--all", "--force");
  }
}
