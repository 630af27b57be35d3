package io.madcloud.acceptance.harness;

import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A broker and a registry in a JVM of their own, which can be killed and started again. */
public final class ClusterProcess implements AutoCloseable {
  private static final String RUNNING = "The cluster is running.";
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Path directory;
  private final int brokerPort = freePort();
  private final int registryPort = freePort();
  private ProgramProcess process;
  private int starts;

  private ClusterProcess(Path directory) {
    this.directory = directory;
  }

  /**
   * Starts one and waits until it serves requests.
   *
   * @param directory of its data and of what it prints
   */
  public static ClusterProcess start(Path directory) {
    ClusterProcess cluster = new ClusterProcess(directory);
    cluster.start();
    return cluster;
  }

  /** Starts it again on its data, at the same ports; waits until it serves requests. */
  public void start() {
    process =
        ProgramProcess.java(
            "a cluster",
            directory.resolve("cluster-%d.out".formatted(++starts)),
            List.of(),
            ClusterProcess.class.getName(),
            List.of(
                directory.resolve("cluster").toString(),
                Integer.toString(brokerPort),
                Integer.toString(registryPort)));
    process.awaitOutput(RUNNING);
  }

  /** Ends it at once, in the middle of whatever it does. */
  public void kill() {
    process.kill();
    int unused = process.awaitExit(STOP);
  }

  /** For {@code bootstrap.servers}. */
  String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  /** For {@code schema.registry.url}. */
  String schemaRegistryUrl() {
    return "http://127.0.0.1:" + registryPort;
  }

  @Override
  public void close() {
    process.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("Expected a free port, but there is none", e);
    }
  }

  /** The process itself: runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    DevClusterConfig config =
        new DevClusterConfig(
            Optional.of(Path.of(arguments[0])),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]));
    try (DevCluster cluster = DevCluster.start(config)) {
      System.out.println(RUNNING + " " + cluster.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }
}
