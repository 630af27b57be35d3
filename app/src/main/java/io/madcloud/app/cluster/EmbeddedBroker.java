package io.madcloud.app.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and controller in this JVM, from Kafka's production classes. After a kill it
 * starts again on the same directory with all records.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final int port;
  private final String clusterId;

  private EmbeddedBroker(KafkaRaftServer server, int port, String clusterId) {
    this.server = server;
    this.port = port;
    this.clusterId = clusterId;
  }

  /**
   * Formats {@code directory} if it is new, and returns when the broker serves requests.
   *
   * @param wantedPort 0 for any free one
   * @throws PortTakenException if {@code wantedPort} is in use
   * @throws DevClusterException if the broker does not come up
   */
  static EmbeddedBroker start(Path directory, int wantedPort) {
    if (wantedPort != 0) {
      LoopbackPorts.requireFree(wantedPort, DevClusterConfig.BROKER_PORT_OPTION);
    }
    List<Integer> free = LoopbackPorts.free(2);
    return start(directory, wantedPort == 0 ? free.get(0) : wantedPort, free.get(1));
  }

  /** The same with both ports chosen. */
  static EmbeddedBroker start(Path directory, int port, int controllerPort) {
    return start(directory, port, controllerPort, Map.of());
  }

  /**
   * The same as a broker that somebody has set up otherwise.
   *
   * @param more server properties that come on top, such as listeners that want certificates
   */
  public static EmbeddedBroker start(
      Path directory, int port, int controllerPort, Map<String, String> more) {
    KafkaRaftServer server = null;
    Thread starter = Thread.currentThread();
    Exit.setHaltProcedure((status, message) -> refuseOrHalt(starter, status, message));
    try {
      String clusterId = format(directory);
      Properties settings = BrokerSettings.of(directory, port, controllerPort);
      settings.putAll(more);
      KafkaConfig config = new KafkaConfig(settings, false);
      server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, port, clusterId);
    } catch (Exception e) {
      if (server != null) {
        server.shutdown();
      }
      throw new DevClusterException(
          "Expected the broker to start on %s, but %s".formatted(directory, e), e);
    } finally {
      Exit.resetHaltProcedure();
    }
  }

  /** For {@code bootstrap.servers}, unless listeners came on top. */
  public String bootstrapServers() {
    return LoopbackPorts.HOST + ":" + port;
  }

  String clusterId() {
    return clusterId;
  }

  /** Stops the broker and waits for it; records are on disk afterwards. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Kafka halts the JVM when its controller does not start; our caller is to hear why instead. */
  private static void refuseOrHalt(Thread starter, int status, String message) {
    if (Thread.currentThread() == starter) {
      throw new IllegalStateException(message == null ? "its controller failed" : message);
    }
    Runtime.getRuntime().halt(status);
  }

  private static String format(Path directory) throws Exception {
    Files.createDirectories(directory);
    String clusterId = storedClusterId(directory).orElseGet(() -> Uuid.randomUuid().toString());
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerSettings.NODE_ID)
        .setClusterId(clusterId)
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setIgnoreFormatted(true)
        .run();
    return clusterId;
  }

  /** A kill between directory and format leaves no such file: then it is formatted again. */
  private static Optional<String> storedClusterId(Path directory) throws IOException {
    Path file = directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return new MetaProperties.Builder(PropertiesUtils.readPropertiesFile(file.toString()))
        .build()
        .clusterId();
  }
}
