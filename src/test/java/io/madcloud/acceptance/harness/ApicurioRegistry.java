package io.madcloud.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Apicurio Registry as its makers ship it, in a process of its own, reachable from this machine
 * only. It keeps schemas in memory. What it prints goes to target/apicurio.log.
 */
public final class ApicurioRegistry implements AutoCloseable {
  private static final Path HOME = Path.of("target/apicurio");
  private static final Path LOG = Path.of("target/apicurio.log");
  private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://[\\w.]+:\\d+)");

  private final ProgramProcess process;

  private ApicurioRegistry(ProgramProcess process) {
    this.process = process;
  }

  /** Starts a registry that refuses what is not BACKWARD compatible; waits until it serves. */
  public static ApicurioRegistry start() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=0",
            // Its port would be open to other machines.
            "-Dquarkus.management.enabled=false",
            "-Dquarkus.log.category.\"io.quarkus\".level=INFO",
            "-Dapicurio.rules.global.compatibility=BACKWARD",
            "-jar",
            runner().toString());
    ApicurioRegistry registry =
        new ApicurioRegistry(ProgramProcess.start("a registry", LOG, command));
    try {
      registry.process.awaitOutput("Listening on: ");
      return registry;
    } catch (RuntimeException | AssertionError e) {
      registry.close();
      throw e;
    }
  }

  private static Path runner() {
    if (!Files.isDirectory(HOME)) {
      throw new AssertionError(
          "Expected Apicurio in %s, but it is not there; mvn process-test-resources puts it there"
              .formatted(HOME));
    }
    try (Stream<Path> files = Files.list(HOME)) {
      return files.filter(file -> file.toString().endsWith("-runner.jar")).findAny().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code schema.registry.url}. */
  public String url() {
    Matcher address = ADDRESS.matcher(process.output());
    if (!address.find()) {
      throw new AssertionError("Expected an address, but the registry printed " + process.tail());
    }
    return address.group(1) + "/apis/ccompat/v7";
  }

  @Override
  public void close() {
    process.close();
  }
}
