package io.madcloud.acceptance.pages;

import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.NodeProject;
import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reader who follows a page in a directory of their own, with a shell: saves the files, types the
 * commands, those that do not end in a terminal each, and compares what is printed with what the
 * page shows. {@code …} on the page stands for anything. The only liberties: {@code dev} is given
 * free ports and a directory, and the others told; so is the one fixed port of the examples; Java
 * finds the classes of this build, and Node.js the packages of the test's npm project.
 */
final class Session implements AutoCloseable {

  private static final Pattern SAVE = Pattern.compile("`([^`\\s]+)`[^`]*:\\s*$");
  private static final Pattern ADDRESSES =
      Pattern.compile("(?ms)^Kafka +(\\S+)$.*^Schema registry +(\\S+)$");
  private static final Pattern STAYS =
      Pattern.compile("bin/madcloud (dev|http-server)|node |java ");

  /** Of the examples. */
  private static final String FIXED_PORT = "8090";

  private static final String JARS = "'app/target/madcloud-app.jar:app/target/lib/*'";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final String port = freePort();
  private final Deque<Process> running = new ArrayDeque<>();
  private Map<String, String> addresses = Map.of();
  private Process last;
  private Path printed;
  private int commands;

  Session(Path directory) throws IOException {
    this.directory = directory;
    Path launcher = Files.createDirectories(directory.resolve("bin")).resolve("madcloud");
    String java = ProcessHandle.current().info().command().orElseThrow();
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        if [ "$1" = dev ]; then set -- "$@" --data dev --port 0 --registry-port 0; fi
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' io.madcloud.app.Main "$@"
        """
            .formatted(java, System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(
        directory.resolve("ops-plugins"), SourceTree.ROOT.resolve("ops-plugins"));
    for (String example : SourceTree.files("examples")) {
      Path copy = directory.resolve(example);
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, SourceTree.text(example).replace(FIXED_PORT, port));
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  /** Follows the page from its beginning to its end. */
  void follow(Page page) throws Exception {
    for (Page.Block block : page.blocks()) {
      Matcher save = SAVE.matcher(block.before());
      String text = block.text().replace(FIXED_PORT, port);
      if (block.language().equals("sh")) {
        for (String command : text.lines().filter(line -> !line.isBlank()).toList()) {
          type(command.replaceFirst(" +# .*", ""));
        }
      } else if (block.language().equals("text")) {
        expect(text);
      } else if (save.find()) {
        Path file = directory.resolve(save.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
    }
  }

  private void type(String command) throws Exception {
    if (command.startsWith("npm install ")) {
      Files.createSymbolicLink(directory.resolve("node_modules"), NodeProject.install().packages());
      return;
    }
    boolean stays = STAYS.matcher(command).lookingAt();
    boolean dev = command.startsWith("bin/madcloud dev");
    if (dev) {
      stopRunning();
    }
    printed = directory.resolve("printed-%02d.txt".formatted(++commands));
    ProcessBuilder shell =
        new ProcessBuilder(
                "bash", "-c", (stays ? "exec " : "") + command.replace(JARS, "\"$JARS\""))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    shell.environment().putAll(addresses);
    shell.environment().put("JARS", System.getProperty("java.class.path"));
    Process process = shell.start();
    last = process;
    running.push(process);
    if (dev) {
      Eventually.until(
          "'%s' to say that it runs".formatted(command),
          PATIENCE,
          () -> text().contains("The engine is running.") || !process.isAlive(),
          this::text);
      Matcher found = ADDRESSES.matcher(text());
      if (!found.find()) {
        throw new AssertionError(
            "Expected addresses, but '%s' printed %s".formatted(command, text()));
      }
      addresses =
          Map.of(
              "MADCLOUD_BOOTSTRAP_SERVERS", found.group(1),
              "MADCLOUD_SCHEMA_REGISTRY_URL", found.group(2));
    } else if (!stays
        && (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            || running.pop().exitValue() != 0)) {
      throw new AssertionError("Expected '%s' to succeed, but %s".formatted(command, text()));
    }
  }

  private void expect(String shown) {
    String pattern =
        shown
            .lines()
            .map(line -> line.strip().replaceAll(" +", " "))
            .map(
                line ->
                    Stream.of(line.split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
            .collect(Collectors.joining("\n"));
    Pattern wanted = Pattern.compile("(?s)" + pattern);
    Eventually.until(
        "to see\n" + shown,
        PATIENCE,
        () -> wanted.matcher(squeezed()).find() || !last.isAlive(),
        this::text);
    if (!wanted.matcher(squeezed()).find()) {
      throw new AssertionError("Expected to see%n%s%nbut saw%n%s".formatted(shown, text()));
    }
  }

  private String squeezed() {
    return text()
        .lines()
        .map(line -> line.strip().replaceAll(" +", " "))
        .collect(Collectors.joining("\n"));
  }

  private String text() {
    try {
      return Files.readString(printed, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void stopRunning() throws InterruptedException {
    while (!running.isEmpty()) {
      Process process = running.pop();
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopRunning();
  }
}
