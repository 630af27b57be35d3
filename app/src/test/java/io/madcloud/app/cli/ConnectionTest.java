package io.madcloud.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.app.Main;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A cluster that is not there is one calm sentence, soon, that says what to do. */
final class ConnectionTest {

  @Test
  void nobody_who_listens_is_told_at_once_with_the_address() throws Exception {
    int port = closedPort();
    assertThatThrownBy(() -> connect("--bootstrap-server", "127.0.0.1:" + port))
        .isInstanceOf(UnreachableException.class)
        .hasMessage(
            "Expected a Kafka broker, but at 127.0.0.1:%d: Connection refused; 'bin/madcloud dev'"
                + " starts one, --bootstrap-server names yours",
            port);
  }

  @Test
  void every_address_is_tried_and_named() throws Exception {
    int port = closedPort();
    String servers = "no-such-host.invalid:9092,127.0.0.1:" + port;
    assertThatThrownBy(() -> connect("--bootstrap-server", servers))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("at no-such-host.invalid:9092: there is no such host")
        .hasMessageContaining("at 127.0.0.1:" + port + ": Connection refused");
  }

  @Test
  void what_is_no_address_is_invalid_input() {
    assertThatThrownBy(() -> connect("--bootstrap-server", "localhost"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected a broker as host:port, but found 'localhost'");
    assertThatThrownBy(() -> connect("--bootstrap-server", ","))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected brokers as host:port, but found ','");
  }

  @Test
  void somebody_who_listens_and_is_no_broker_is_told_within_seconds() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String server = "127.0.0.1:" + silent.getLocalPort();
      assertThatThrownBy(() -> connect("--bootstrap-server", server))
          .isInstanceOf(UnreachableException.class)
          .hasMessageStartingWith(
              "Expected the Kafka brokers at " + server + " to answer, but they did not in time");
    }
  }

  @Test
  void a_registry_that_is_not_there_matters_when_it_is_needed() throws Exception {
    int port = closedPort();
    try (DevCluster cluster = DevCluster.start(DevClusterConfig.temporary());
        Connection connection =
            connect(
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--schema-registry",
                "http://127.0.0.1:" + port)) {
      assertThat(connection.answer(connection.admin().describeCluster().clusterId()))
          .isEqualTo(cluster.clusterId());
      assertThatThrownBy(connection::serdes)
          .isInstanceOf(UnreachableException.class)
          .hasMessageStartingWith(
              "Expected the schema registry to answer, but http://127.0.0.1:" + port)
          .hasMessageEndingWith("'bin/madcloud dev' starts one, --schema-registry names yours");
    }
  }

  @Test
  void brokers_and_registry_that_are_there_are_all_that_is_needed() throws Exception {
    try (DevCluster cluster = DevCluster.start(DevClusterConfig.temporary());
        Connection connection =
            connect(
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--schema-registry",
                cluster.schemaRegistryUrl())) {
      assertThat(connection.serdes()).isSameAs(connection.serdes());
      assertThat(connection.topics().journal()).isEqualTo("madcloud.journal");
    }
  }

  @Test
  void what_is_no_address_of_a_registry_is_invalid_input() throws Exception {
    StringWriter err = new StringWriter();
    try (DevCluster cluster = DevCluster.start(DevClusterConfig.temporary())) {
      String[] create = {
        "topics",
        "create",
        "--bootstrap-server",
        cluster.bootstrapServers(),
        "--schema-registry",
        cluster.schemaRegistryUrl()
      };
      StringWriter out = new StringWriter();
      assertThat(Main.commandLine().setOut(new PrintWriter(out, true)).execute(create)).isZero();
      int exitCode =
          Main.commandLine()
              .setErr(new PrintWriter(err, true))
              .execute(
                  "ops",
                  "--bootstrap-server",
                  cluster.bootstrapServers(),
                  "--schema-registry",
                  "localhost:8081");
      assertThat(err.toString())
          .contains("Expected http://… or https://… in schema.registry.url, but localhost:8081");
      assertThat(exitCode).isEqualTo(2);
    }
  }

  private static Connection connect(String... arguments) throws InterruptedException {
    return CommandLine.populateCommand(new ClusterOptions(), arguments).connect();
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
