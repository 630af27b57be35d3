package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo runs in a process of its own, as a user starts it, and finds with its own auditor that
 * every update was seen exactly once.
 */
final class DemoTest {

  private static final long PATIENCE_SECONDS = 180;

  @TempDir private Path directory;

  @Test
  void the_demo_drops_a_system_in_and_ends_with_a_clean_audit() throws Exception {
    String printed = run("demo", "--processes", "3000");

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

  private String run(String... arguments) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    List<String> command =
        new ArrayList<>(
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
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }

  private static int number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Integer.parseInt(matcher.group(1).replace(",", ""));
  }
}
