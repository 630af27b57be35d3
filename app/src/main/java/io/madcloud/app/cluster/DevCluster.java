package io.madcloud.app.cluster;

import io.madcloud.app.cluster.registry.EmbeddedRegistry;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A Kafka broker and a schema registry in this JVM, reachable from this machine only. Running from
 * {@link #start} to {@link #close}. Thread-safe.
 */
public final class DevCluster implements AutoCloseable {
  /** What a start does, in this order. */
  public enum Step {
    /** The Kafka broker starts: seconds when it is the first of the JVM. */
    BROKER,
    /** The schema registry starts: milliseconds. */
    REGISTRY
  }

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final DataDirectory data;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;

  private DevCluster(DevClusterConfig config, Consumer<Step> progress) {
    data = running(DataDirectory.open(config.dataDirectory()));
    try {
      progress.accept(Step.BROKER);
      broker = running(EmbeddedBroker.start(data.broker(), config.brokerPort()));
      progress.accept(Step.REGISTRY);
      registry = running(startRegistry(config.registryPort()));
    } catch (RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  /** Like {@link #start(DevClusterConfig, Consumer)}, without a word about progress. */
  public static DevCluster start(DevClusterConfig config) {
    return start(config, step -> {});
  }

  /**
   * Starts everything and returns when it serves requests.
   *
   * @param progress hears of each step before it begins, on the calling thread
   * @throws PortTakenException if a port that {@code config} asks for is in use
   * @throws DevClusterException if the data directory is unusable or in use, or a part does not
   *     start; nothing runs on then
   */
  public static DevCluster start(DevClusterConfig config, Consumer<Step> progress) {
    // Both before anything starts: nobody wants to wait for a broker to read of the second port.
    if (config.brokerPort() != 0) {
      LoopbackPorts.requireFree(config.brokerPort(), DevClusterConfig.BROKER_PORT_OPTION);
    }
    if (config.registryPort() != 0) {
      LoopbackPorts.requireFree(config.registryPort(), DevClusterConfig.REGISTRY_PORT_OPTION);
    }
    return new DevCluster(config, progress);
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** For {@code schema.registry.url}. */
  public String schemaRegistryUrl() {
    return "http://" + LoopbackPorts.HOST + ":" + registry.address().getPort();
  }

  /** The id of the Kafka cluster; the same as long as the data directory is. */
  public String clusterId() {
    return broker.clusterId();
  }

  /** Where the data is. */
  public Path dataDirectory() {
    return data.root();
  }

  /** A directory beside the data, for the stores of an engine; not created yet. */
  public Path engineDirectory() {
    return data.engine();
  }

  /**
   * Deletes what clusters left in a directory, for a fresh start; does nothing where there is none.
   *
   * @throws DevClusterException if a cluster runs on it, or it holds anything else; then nothing is
   *     deleted
   */
  public static void erase(Path dataDirectory) {
    DataDirectory.erase(dataDirectory);
  }

  /** Stops everything, last started first, and deletes temporary data. Again: does nothing. */
  @Override
  public synchronized void close() {
    DevClusterException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new DevClusterException("Expected the cluster to stop, but " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private EmbeddedRegistry startRegistry(int port) {
    try {
      return EmbeddedRegistry.start(LoopbackPorts.address(port), data.registryLog());
    } catch (BindException e) {
      throw new PortTakenException(port, DevClusterConfig.REGISTRY_PORT_OPTION, e);
    } catch (IOException e) {
      throw new DevClusterException(
          "Expected the schema registry to start, but " + e.getMessage(), e);
    }
  }

  private <T extends AutoCloseable> T running(T part) {
    parts.push(part);
    return part;
  }

  private void closeAfter(RuntimeException cause) {
    try {
      close();
    } catch (DevClusterException e) {
      cause.addSuppressed(e);
    }
  }
}
