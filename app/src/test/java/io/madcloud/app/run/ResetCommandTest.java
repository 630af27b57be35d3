package io.madcloud.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.madcloud.app.Shell;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResetCommandTest {

  private static final String PROGRAM =
      """
      mount: /desk
      fields: { text: string, length: long }
      ops:
        open: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
      """;

  @TempDir private Path directory;

  private DevCluster cluster;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    cluster = DevCluster.start(DevClusterConfig.temporary());
    shell = Shell.of(cluster);
    shell.run("topics", "create", "--server", "somebody").done();
    shell.run("apply", program()).ended(0);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void an_engine_begins_anew_with_all_inputs_or_behind_them_or_without_any() throws Exception {
    try (MadcloudStreams engine = engine()) {
      run(engine, "before");
      assertThat(reset("--yes").ended(1).err())
          .contains("Expected all engines of application madcloud to have stopped, but 1 run");
      assertThat(shell.run("process", "before").done().out()).contains("quiescent");
    }

    JsonNode planned = reset("--dry-run", "-o", "json").done().json();
    assertThat(planned.get("topics"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "madcloud-gate-changelog",
            "madcloud-processes-changelog",
            "madcloud-stopped-changelog",
            "madcloud-timers-changelog");
    assertThat(planned.get("groups")).extracting(JsonNode::asText).containsExactly("madcloud");
    assertThat(stores()).isDirectory();

    assertThat(reset("--yes").done().out())
        .contains(
            "Deleted topic madcloud-processes-changelog\n",
            "Deleted group madcloud\n",
            "Deleted directory " + stores() + "\n");
    assertThat(stores()).doesNotExist();
    assertThat(reset("--dry-run").done().out()).isEqualTo("There is nothing to delete.\n");
    try (MadcloudStreams engine = engine()) {
      run(engine, "between");
      assertThat(shell.run("process", "before").done().out()).contains("quiescent");
    }

    reset("--yes", "--skip-inputs").done();
    try (MadcloudStreams engine = engine()) {
      run(engine, "after");
      shell.run("process", "before").ended(3);
      shell.run("process", "between").ended(3);
    }

    shell.run("topics", "create", "--server", "nobody").done();
    assertThat(reset("--yes", "--topics").done().out())
        .contains(
            "Deleted topic madcloud.calls.nobody\n",
            "Deleted topic madcloud.calls.somebody\n",
            "Deleted topic madcloud.programs\n");
    assertThat(shell.run("topics", "list").done().out().lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("missing"));
  }

  @Test
  void nothing_is_deleted_by_the_way() {
    assertThat(reset().ended(2).err()).contains("Expected either --dry-run or --yes");
    assertThat(reset("--dry-run", "--yes").ended(2).err()).contains("either --dry-run or --yes");
    assertThat(reset("--yes", "--skip-inputs", "--topics").ended(2).err())
        .contains("Expected either --skip-inputs or --topics");
    assertThat(shell.run("topics", "list").done().out()).doesNotContain("missing");
  }

  /** Has an engine take a process. */
  private void run(MadcloudStreams engine, String process) throws InterruptedException {
    assertThat(engine.awaitRunning(Duration.ofSeconds(60))).isTrue();
    shell.run("notify", "/desk/open", "text=some", "--process", process, "--wait").done();
  }

  private Shell.Result reset(String... options) {
    List<String> arguments = new ArrayList<>(List.of("reset"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--property", MadcloudConfig.STATE_DIR + "=" + directory));
    return shell.run(arguments.toArray(String[]::new));
  }

  private Path stores() {
    return directory.resolve("madcloud");
  }

  private String program() throws Exception {
    return Files.writeString(directory.resolve("program.yaml"), PROGRAM).toString();
  }

  private MadcloudStreams engine() throws InterruptedException {
    return MadcloudStreams.start(
        new MadcloudConfig(
            Map.of(
                MadcloudConfig.BOOTSTRAP_SERVERS,
                cluster.bootstrapServers(),
                "schema.registry.url",
                cluster.schemaRegistryUrl(),
                MadcloudConfig.STATE_DIR,
                directory.toString())),
        Map.of(),
        new SimpleMeterRegistry());
  }
}
