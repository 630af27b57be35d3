package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the README do what it says: the demo runs in a process of its own, as a user
 * starts it, and finds with its own auditor that every update was seen exactly once; the scenario
 * prints its outcome.
 */
final class DemoTest {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();
  private static final long PATIENCE_SECONDS = 180;

  @TempDir private Path directory;

  @Test
  void the_demo_drops_a_system_in_and_ends_with_a_clean_audit() throws Exception {
    String printed = run(0, "demo", "--processes", "3000");

    assertThat(printed)
        .contains("Mounted Simple Sync with system 1 and system 2: 4 ops")
        .contains("Dropped system 3 in while the others run; it takes part at once:")
        .contains("Removed system 3 again")
        .contains("Processes   3,000, each run to its end once")
        .contains("every system saw every update of the others exactly once")
        .doesNotContain("WARN")
        .doesNotContain("Exception");
    assertThat(number(printed, "([\\d,]+) updates of others by /sync/system3")).isPositive();
  }

  @Test
  void the_scenario_of_the_readme_prints_its_outcome() throws Exception {
    String scenario = HOME.resolve("examples/simple-sync/scenario.yaml").toString();

    assertThat(run(0, "scenario", scenario)).contains("\"/sync/update\" : \"hello again\"");
  }

  @Test
  void the_readme_names_no_command_that_is_not_run_here() throws IOException {
    List<String> commands =
        Pattern.compile("(?m)^```sh\\n(.*?)^```", Pattern.DOTALL)
            .matcher(Files.readString(HOME.resolve("README.md")))
            .results()
            .flatMap(block -> block.group(1).lines())
            .map(line -> line.replaceFirst(" *#.*", ""))
            .toList();

    assertThat(commands)
        .containsExactly(
            "bin/madcloud demo",
            "mvn verify", // which runs this; .ci/run runs all three
            "bin/madcloud scenario examples/simple-sync/scenario.yaml");
  }

  private String run(int exitCode, String... arguments) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.madcloud.app.Main"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(printed).isEqualTo(exitCode);
    return printed;
  }

  private static int number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Integer.parseInt(matcher.group(1).replace(",", ""));
  }
}
