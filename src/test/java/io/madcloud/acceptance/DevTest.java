package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code madcloud dev} as somebody uses it from day to day. */
final class DevTest {

  private static final String PROGRAM =
      SourceTree.ROOT.resolve("examples/simple-sync/program.yaml").toString();

  private static final String KAFKA = "(?m)^Kafka +(\\S+)";
  private static final String REGISTRY = "(?m)^Schema registry +(\\S+)";

  /** What the shell sees of a process that SIGTERM has ended. */
  private static final int TERMINATED = 143;

  @TempDir private Path directory;

  private int starts;

  @Test
  void what_is_declared_and_what_happened_is_there_after_a_restart_and_after_a_kill() {
    try (EngineProcess dev = dev()) {
      assertThat(dev.output())
          .contains("Data             " + directory.resolve("data"))
          .contains("Program          no ops yet")
          .contains("  export MADCLOUD_BOOTSTRAP_SERVERS=127.0.0.1:")
          .contains("'bin/madcloud apply FILE' declares a program");
      assertThat(dev.output().lines())
          .as("what the page about commands shows")
          .containsSubsequence(shownOnPage(dev));
      assertThat(run(dev, "apply", PROGRAM, "--wait").done().out())
          .endsWith("4 ops added, 3 fields added.\nThe engine works with it.\n");
      assertThat(notify(dev, "p1").done().out()).contains("/sync/system2/SYS");

      assertThat(dev.stop()).isEqualTo(TERMINATED);
      assertThat(dev.output())
          .endsWith("Stopping …\nStopped. The data stays in " + directory.resolve("data") + "\n");
    }
    try (EngineProcess dev = dev()) {
      assertThat(dev.output()).contains("Program          revision 7: 4 ops, 3 fields");
      assertThat(run(dev, "process", "p1").done().out()).contains("quiescent", "hello from p1");
      notify(dev, "p1").ended(1); // It is known already.
      notify(dev, "p2").done();
      dev.kill();
    }
    try (EngineProcess dev = dev()) {
      assertThat(run(dev, "ops", "/sync").done().out()).contains("4 ops, revision 7.");
      assertThat(run(dev, "process", "p1").done().out()).contains("quiescent", "hello from p1");
      assertThat(run(dev, "process", "p2").done().out()).contains("quiescent", "hello from p2");
      assertThat(notify(dev, "p3").done().out()).contains("/sync/system2/SYS");
    }
  }

  /** The page shows the usual addresses and directory. */
  private List<String> shownOnPage(EngineProcess dev) {
    Matcher shown =
        Pattern.compile("(?s)\\$ bin/madcloud dev\n(.*?)\n```")
            .matcher(SourceTree.text("docs/commands.md"));
    assertThat(shown.find()).isTrue();
    return shown
        .group(1)
        .replace("127.0.0.1:9092", address(dev, KAFKA))
        .replace("http://127.0.0.1:8081", address(dev, REGISTRY))
        .replace(".madcloud/dev", directory.resolve("data").toString())
        .lines()
        .toList();
  }

  /** Starts it and waits; whatever happens, it has nothing to complain of. */
  private EngineProcess dev() {
    EngineProcess dev =
        EngineProcess.dev(
            directory.resolve("dev-%d.out".formatted(++starts)),
            "--data",
            directory.resolve("data").toString(),
            "--port",
            "0",
            "--registry-port",
            "0");
    System.out.printf("dev runs %d ms after its start%n", dev.awaitRunning());
    assertThat(dev.output()).doesNotContain("WARN", "ERROR", "Exception");
    return dev;
  }

  private static CommandOutcome notify(EngineProcess dev, String process) {
    return run(
        dev,
        "notify",
        "/sync/system1/produce-update",
        "update=hello from " + process,
        "--process",
        process,
        "--wait");
  }

  private static CommandOutcome run(EngineProcess dev, String... arguments) {
    return CommandOutcome.of(
        address(dev, "(?m)^Kafka +(\\S+)"),
        address(dev, "(?m)^Schema registry +(\\S+)"),
        arguments);
  }

  private static String address(EngineProcess dev, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(dev.output());
    assertThat(matcher.find()).as(dev.output()).isTrue();
    return matcher.group(1);
  }
}
