package io.madcloud.acceptance.datacenters;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code madcloud dev --datacenters}: two datacenters on one machine, and what is between them. */
final class DevDatacentersTest {

  private static final String PROGRAM =
      """
      fields: { a: long, b: long, c: long }
      ops:
        start: { out: [a] }
        end: { in: [b], out: [c], expr: { c: "b * 10" } }
      folders:
        away: { at: west, ops: { add: { in: [a], out: [b], expr: { b: "a + 1" } } } }
      """;

  @TempDir private Path directory;

  private EngineProcess dev;

  @Test
  void a_process_that_begins_in_one_goes_on_in_the_other_and_ends() throws IOException {
    Path program = Files.writeString(directory.resolve("program.yaml"), PROGRAM);
    Path output = directory.resolve("dev.out");
    String data = directory.resolve("data").toString();
    dev =
        EngineProcess.dev(
            output,
            "--datacenters",
            "east,west",
            "--data",
            data,
            "--port",
            "0",
            "--registry-port",
            "0");
    try (EngineProcess started = dev) {
      started.awaitOutput("All are running.");
      for (String datacenter : List.of("east", "west")) {
        run(datacenter, "apply", program.toString(), "--wait").done();
      }
      assertThat(run("west", "datacenters").done().out()).contains("west (here)", "east");
      run("east", "notify", "/start", "--process", "p", "a=1").done();
      Eventually.until(
          "the process has ended in the east",
          () -> run("east", "process", "p").done().out().contains("p is quiescent"));
      assertThat(run("east", "process", "p").done().out()).contains("/c     20", "made in west");
      assertThat(run("west", "process", "p").done().out()).contains("/away/add", "/b     2");
      started.stop();
      assertThat(started.output()).contains("Stopping …", "Stopped. The data stays in " + data);
    }
  }

  private CommandOutcome run(String datacenter, String... arguments) {
    Matcher place =
        Pattern.compile("(?m)^" + datacenter + " +Kafka (\\S+), schema registry (\\S+);")
            .matcher(dev.output());
    assertThat(place.find()).as(dev.output()).isTrue();
    return CommandOutcome.of(place.group(1), place.group(2), arguments);
  }
}
