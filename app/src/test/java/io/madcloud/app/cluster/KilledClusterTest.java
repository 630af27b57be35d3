package io.madcloud.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledClusterTest {
  private final List<Integer> ports = LoopbackPorts.free(2);

  @TempDir private Path directory;

  private Process process;
  private BufferedReader output;

  @AfterEach
  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Test
  void acknowledgedRecordsAndTheClusterIdSurviveAKillAndNothingIsPrinted() throws Exception {
    Clients clients = new Clients("127.0.0.1:" + ports.get(0));
    start();
    String ready = output.readLine();
    assertThat(ready).startsWith("ready ");
    clients.createTopic("kept");
    clients.send("kept", "a", "b", "c");
    process.destroyForcibly().waitFor();

    start();
    assertThat(output.readLine()).isEqualTo(ready);
    assertThat(clients.read("kept", 3)).containsExactly("a", "b", "c");
    clients.send("kept", "d");
    assertThat(clients.read("kept", 4)).containsExactly("a", "b", "c", "d");

    process.getOutputStream().close();
    assertThat(output.readLine()).isNull();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(directory.resolve("stderr"))).isEmpty();
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterProcess.class.getName(),
                directory.resolve("data").toString(),
                ports.get(0).toString(),
                ports.get(1).toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve("stderr").toFile()))
            .start();
    output = process.inputReader(StandardCharsets.UTF_8);
  }
}
