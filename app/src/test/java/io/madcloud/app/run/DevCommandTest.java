package io.madcloud.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code madcloud dev} refuses, before anything runs. */
final class DevCommandTest {

  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void a_taken_port_is_named_with_its_option() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(dev("--port", port)).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("madcloud: Expected port " + port + " to be free")
          .contains("choose another with --port");
      assertThat(dev("--port", "0", "--registry-port", port)).isEqualTo(1);
      assertThat(err.toString()).contains("choose another with --registry-port");
    }
  }

  @Test
  void a_fresh_start_deletes_nothing_that_is_not_its_own() throws Exception {
    Path mine = Files.writeString(directory.resolve("thesis.txt"), "years of work");
    Files.createDirectory(directory.resolve("broker"));
    assertThat(dev("--fresh", "--port", "0", "--registry-port", "0")).isEqualTo(1);
    assertThat(err.toString())
        .contains("Expected data of a development cluster alone in " + directory)
        .contains("thesis.txt")
        .contains("nothing is deleted");
    assertThat(mine).exists();
    assertThat(directory.resolve("broker")).exists();
  }

  @Test
  void wrong_configuration_and_missing_plugins_are_told_before_a_broker_starts() {
    assertThat(dev("--property", "madcloud.thread=2")).isEqualTo(2);
    assertThat(err.toString()).contains("'madcloud.thread'; did you mean 'madcloud.threads'?");
    assertThat(dev("--plugins", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains(directory.resolve("none").toString());
    assertThat(dev("--port", "70000")).isEqualTo(2);
    assertThat(err.toString()).contains("Expected a port from 0 (any free one) to 65535");
    assertThat(dev("--partitions", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("Expected at least one partition");
    assertThat(directory).isEmptyDirectory();
  }

  private int dev(String... options) {
    List<String> arguments = new ArrayList<>(List.of("dev", "--data", directory.toString()));
    arguments.addAll(List.of(options));
    return Main.commandLine()
        .setOut(new PrintWriter(new StringWriter(), true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
