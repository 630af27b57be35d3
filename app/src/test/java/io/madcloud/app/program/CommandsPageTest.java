package io.madcloud.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.ConsolePage;
import io.madcloud.app.Shell;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about commands shows what those about topics and programs really print. */
final class CommandsPageTest {

  @TempDir private Path directory;

  @Test
  void what_the_page_shows_is_what_happens() throws Exception {
    try (DevCluster cluster = DevCluster.start(DevClusterConfig.temporary())) {
      ConsolePage page = ConsolePage.read("docs/commands.md", directory);
      assertThat(page.play("check", Shell.alone()::run)).isEqualTo(2);
      Shell shell = Shell.of(cluster);
      assertThat(page.play("topics", shell::run)).isEqualTo(4);
      try (MadcloudStreams engine =
          MadcloudStreams.start(config(cluster), Map.of(), new SimpleMeterRegistry())) {
        assertThat(engine.awaitRunning(Duration.ofSeconds(60))).isTrue();
        assertThat(page.play("apply", shell::run)).isEqualTo(3);
        assertThat(page.play("ops", shell::run)).isEqualTo(3);
        assertThat(page.play("remove", shell::run)).isEqualTo(2);
      }
    }
  }

  private MadcloudConfig config(DevCluster cluster) {
    return new MadcloudConfig(
        Map.of(
            MadcloudConfig.BOOTSTRAP_SERVERS,
            cluster.bootstrapServers(),
            "schema.registry.url",
            cluster.schemaRegistryUrl(),
            MadcloudConfig.STATE_DIR,
            directory.toString()));
  }
}
