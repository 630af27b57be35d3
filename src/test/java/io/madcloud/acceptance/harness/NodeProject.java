package io.madcloud.acceptance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Node.js project of src/test/interop, with the packages that its lock file names, in a
 * directory under target. Installed once; again when the lock file changes.
 */
public final class NodeProject {
  private static final Path SOURCE = Path.of("interop");
  private static final Path HOME = Path.of("target/interop");
  private static final Duration INSTALL = Duration.ofMinutes(4);
  private static final Duration RUN = Duration.ofSeconds(90);

  private NodeProject() {}

  /** Installs it. A test that calls this on a machine without Node.js is skipped. */
  public static NodeProject install() throws IOException {
    InstalledCommand.assume("node", "no client in JavaScript is tested");
    InstalledCommand.assume("npm", "no client in JavaScript is tested");
    Files.createDirectories(HOME);
    Path wanted = SOURCE.resolve("package-lock.json");
    Path installed = HOME.resolve("installed-lock.json");
    if (!Files.exists(installed) || Files.mismatch(wanted, installed) >= 0) {
      copySources();
      installPackages();
      Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }
    copySources();
    return new NodeProject();
  }

  private static void copySources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = HOME.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** No package of these needs a script of its own to be run. */
  private static void installPackages() {
    Path log = Path.of("target/npm.log");
    ProcessBuilder npm =
        new ProcessBuilder(
                "npm",
                "ci",
                "--prefer-offline",
                "--ignore-scripts",
                "--no-bin-links",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--loglevel=error")
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try (ProgramProcess process = ProgramProcess.start("npm ci", log, npm)) {
      int exitCode = process.awaitExit(INSTALL);
      if (exitCode != 0) {
        throw new AssertionError(
            "Expected npm to install what src/test/interop/package-lock.json names, but it ended"
                + " with %d; can it reach its registry? It printed: %s"
                    .formatted(exitCode, process.tail()));
      }
    }
  }

  /** The directory of the packages. */
  public Path packages() {
    return HOME.resolve("node_modules").toAbsolutePath();
  }

  /** Runs a script to its end and returns what it printed to its standard output. */
  public String run(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    Path output = Path.of("target", script + ".out");
    Path errors = Path.of("target", script + ".err");
    ProcessBuilder node =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    try (ProgramProcess process = ProgramProcess.start("node " + script, output, node)) {
      int exitCode = process.awaitExit(RUN);
      if (exitCode != 0) {
        throw new AssertionError(
            "Expected %s to do its work, but it ended with %d: %s%s"
                .formatted(script, exitCode, Files.readString(errors), process.tail()));
      }
      return process.output();
    }
  }
}
