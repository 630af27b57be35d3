package io.madcloud.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevClusterStartTest {
  @TempDir private Path directory;

  @Test
  void aRestartOnTheSameDirectoryAndPortsKeepsEverything() throws Exception {
    List<Integer> ports = LoopbackPorts.free(2);
    DevClusterConfig config =
        DevClusterConfig.temporary()
            .withDataDirectory(directory.resolve("data"))
            .withBrokerPort(ports.get(0))
            .withRegistryPort(ports.get(1));
    String clusterId;
    try (DevCluster cluster = DevCluster.start(config)) {
      clusterId = cluster.clusterId();
      Clients clients = new Clients(cluster.bootstrapServers());
      clients.createTopic("kept");
      clients.send("kept", "a", "b");
    }
    try (DevCluster cluster = DevCluster.start(config)) {
      assertThat(cluster.clusterId()).isEqualTo(clusterId);
      assertThat(cluster.bootstrapServers()).isEqualTo("127.0.0.1:" + ports.get(0));
      assertThat(cluster.schemaRegistryUrl()).isEqualTo("http://127.0.0.1:" + ports.get(1));
      assertThat(new Clients(cluster.bootstrapServers()).read("kept", 2)).containsExactly("a", "b");
      aSecondClusterOnTheDirectoryIsRefused(config);
    }
  }

  private void aSecondClusterOnTheDirectoryIsRefused(DevClusterConfig config) {
    DevClusterConfig second = config.withBrokerPort(0).withRegistryPort(0);
    assertThatThrownBy(() -> DevCluster.start(second))
        .isInstanceOf(DevClusterException.class)
        .hasMessageContaining("data to be unused, but another cluster runs on it")
        .hasMessageContaining("--data");
  }

  @Test
  void dataThatIsErasedIsGoneAndOnlyWhenNobodyUsesIt() {
    Path data = directory.resolve("data");
    DevClusterConfig config = DevClusterConfig.temporary().withDataDirectory(data);
    DevCluster.erase(data);
    String clusterId;
    try (DevCluster cluster = DevCluster.start(config)) {
      clusterId = cluster.clusterId();
      assertThatThrownBy(() -> DevCluster.erase(data))
          .isInstanceOf(DevClusterException.class)
          .hasMessageContaining("another cluster runs on it");
    }
    DevCluster.erase(data);
    assertThat(data.resolve("broker")).doesNotExist();
    try (DevCluster cluster = DevCluster.start(config)) {
      assertThat(cluster.clusterId()).isNotEqualTo(clusterId);
    }
  }

  @Test
  void aTakenBrokerPortIsNamedWithItsSettingBeforeAnythingStarts() throws Exception {
    try (ServerSocket taken = takenPort()) {
      int port = taken.getLocalPort();
      List<DevCluster.Step> steps = new ArrayList<>();
      PortTakenException refusal =
          catchThrowableOfType(
              PortTakenException.class,
              () ->
                  DevCluster.start(DevClusterConfig.temporary().withBrokerPort(port), steps::add));
      assertThat(refusal.port()).isEqualTo(port);
      assertThat(refusal)
          .hasMessage(
              "Expected port %d to be free, but the system says 'Address already in use';"
                  + " choose another with --port",
              port);
      assertThat(steps).isEmpty();
    }
  }

  @Test
  void aTakenRegistryPortIsNamedWithItsSetting() throws Exception {
    try (ServerSocket taken = takenPort()) {
      DevClusterConfig config = DevClusterConfig.temporary().withRegistryPort(taken.getLocalPort());
      assertThatThrownBy(() -> DevCluster.start(config))
          .isInstanceOf(PortTakenException.class)
          .hasMessageEndingWith("choose another with --registry-port");
    }
  }

  @Test
  void aBrokerThatCannotStartIsAnExceptionAndNotTheEndOfTheJvm() throws Exception {
    try (ServerSocket taken = takenPort()) {
      int free = LoopbackPorts.free(1).get(0);
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, free, taken.getLocalPort()))
          .isInstanceOf(DevClusterException.class)
          .hasMessageStartingWith("Expected the broker to start on " + directory + ", but ");
    }
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    DevClusterConfig config = DevClusterConfig.temporary().withDataDirectory(file);
    assertThatThrownBy(() -> DevCluster.start(config))
        .isInstanceOf(DevClusterException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }

  @Test
  void aForeignRegistryLogIsRefusedWithItsLineAndNothingRunsOn() throws Exception {
    Files.writeString(directory.resolve("registry.jsonl"), "hello\n");
    DevClusterConfig config = DevClusterConfig.temporary().withDataDirectory(directory);
    assertThatThrownBy(() -> DevCluster.start(config))
        .isInstanceOf(DevClusterException.class)
        .hasMessageContaining("in line 1 of " + directory.resolve("registry.jsonl"));
    Files.delete(directory.resolve("registry.jsonl"));
    DevCluster.start(config).close();
  }

  @Test
  void portsOutOfRangeAndEqualPortsAreRefused() {
    assertThatThrownBy(() -> DevClusterConfig.temporary().withBrokerPort(65536))
        .isInstanceOf(DevClusterException.class)
        .hasMessage("Expected a port from 0 (any free one) to 65535, but --port is 65536");
    assertThatThrownBy(() -> DevClusterConfig.temporary().withBrokerPort(9).withRegistryPort(9))
        .isInstanceOf(DevClusterException.class)
        .hasMessage("Expected --port and --registry-port to differ, but both are 9");
  }

  private static ServerSocket takenPort() throws Exception {
    ServerSocket socket = new ServerSocket();
    socket.bind(LoopbackPorts.address(0));
    return socket;
  }
}
