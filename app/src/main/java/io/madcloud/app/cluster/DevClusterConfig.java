package io.madcloud.app.cluster;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What to start. Immutable.
 *
 * @param dataDirectory where records and schemas live from start to start; created when absent.
 *     Empty: a temporary directory, deleted at close
 * @param brokerPort the port of the Kafka listener, 0 for any free one
 * @param registryPort the port of the schema registry, 0 for any free one
 */
public record DevClusterConfig(Optional<Path> dataDirectory, int brokerPort, int registryPort) {
  /** How the command line calls the setting of {@link #dataDirectory}. */
  public static final String DATA_OPTION = "--data";

  /** How the command line calls the setting of {@link #brokerPort}. */
  public static final String BROKER_PORT_OPTION = "--port";

  /** How the command line calls the setting of {@link #registryPort}. */
  public static final String REGISTRY_PORT_OPTION = "--registry-port";

  /** Fails with a {@link DevClusterException} for ports outside 0 to 65535. */
  public DevClusterConfig {
    Objects.requireNonNull(dataDirectory, "dataDirectory");
    checkPort(brokerPort, BROKER_PORT_OPTION);
    checkPort(registryPort, REGISTRY_PORT_OPTION);
    if (brokerPort != 0 && brokerPort == registryPort) {
      throw new DevClusterException(
          "Expected %s and %s to differ, but both are %d"
              .formatted(BROKER_PORT_OPTION, REGISTRY_PORT_OPTION, brokerPort));
    }
  }

  /** Free ports, and data that is gone after close. */
  public static DevClusterConfig temporary() {
    return new DevClusterConfig(Optional.empty(), 0, 0);
  }

  /** The same with data that stays in {@code directory}. */
  public DevClusterConfig withDataDirectory(Path directory) {
    return new DevClusterConfig(Optional.of(directory), brokerPort, registryPort);
  }

  /** The same with the Kafka listener on {@code port}, 0 for any free one. */
  public DevClusterConfig withBrokerPort(int port) {
    return new DevClusterConfig(dataDirectory, port, registryPort);
  }

  /** The same with the schema registry on {@code port}, 0 for any free one. */
  public DevClusterConfig withRegistryPort(int port) {
    return new DevClusterConfig(dataDirectory, brokerPort, port);
  }

  private static void checkPort(int port, String option) {
    if (port < 0 || port > 65535) {
      throw new DevClusterException(
          "Expected a port from 0 (any free one) to 65535, but %s is %d".formatted(option, port));
    }
  }
}
