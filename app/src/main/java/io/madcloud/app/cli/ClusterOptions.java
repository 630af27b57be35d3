package io.madcloud.app.cli;

import io.madcloud.topology.MadcloudConfig;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which cluster a command talks to, and how. A later one wins: that of {@code madcloud dev}, what
 * {@link ConfigOptions} find, options.
 */
public final class ClusterOptions {

  /** Where {@code madcloud dev} listens unless told otherwise. */
  public static final int DEV_PORT = 9092;

  /** Where its schema registry listens. */
  public static final int DEV_REGISTRY_PORT = 8081;

  private static final String DEV_BOOTSTRAP_SERVER = "127.0.0.1:" + DEV_PORT;
  private static final String DEV_SCHEMA_REGISTRY = "http://127.0.0.1:" + DEV_REGISTRY_PORT;

  /** The key of the registry's address. */
  public static final String SCHEMA_REGISTRY = "schema.registry.url";

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, comma separated (default: " + DEV_BOOTSTRAP_SERVER + ").")
  private String bootstrapServer;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description =
          "Schema registry, comma separated if several (default: " + DEV_SCHEMA_REGISTRY + ").")
  private String schemaRegistry;

  @Mixin private ConfigOptions more;

  /**
   * The line for a shell, after which all commands talk to a cluster.
   *
   * @return empty for the cluster that they talk to anyway
   */
  public static Optional<String> exports(String bootstrapServer, String schemaRegistry) {
    StringBuilder variables = new StringBuilder();
    if (!bootstrapServer.equals(DEV_BOOTSTRAP_SERVER)) {
      variables.append(" MADCLOUD_BOOTSTRAP_SERVERS=").append(bootstrapServer);
    }
    if (!schemaRegistry.equals(DEV_SCHEMA_REGISTRY)) {
      variables.append(" MADCLOUD_SCHEMA_REGISTRY_URL=").append(schemaRegistry);
    }
    return variables.isEmpty() ? Optional.empty() : Optional.of("export" + variables);
  }

  /** Whether any of these options is used. */
  public boolean areUsed() {
    return bootstrapServer != null || schemaRegistry != null || more.areUsed();
  }

  /** Whether anything says which brokers to talk to: an option, the file or the environment. */
  public boolean areBrokersNamed() {
    return bootstrapServer != null || more.settings().containsKey(MadcloudConfig.BOOTSTRAP_SERVERS);
  }

  /**
   * Connects a short command. From here on the console is the command's alone: no client warns on
   * it.
   *
   * @throws InvalidInputException saying what is missing or wrong in the configuration
   * @throws UnreachableException if no broker answers
   */
  public Connection connect() throws InterruptedException {
    ConsoleLog.silence();
    return Connection.open(config());
  }

  /**
   * The configuration.
   *
   * @throws InvalidInputException saying what is missing or wrong
   */
  public MadcloudConfig config() {
    return ConfigOptions.config(settings());
  }

  /**
   * The keys and values of the configuration, as they were said.
   *
   * @throws InvalidInputException if the file cannot be read
   */
  public Map<String, Object> settings() {
    Map<String, Object> all = more.settings();
    if (bootstrapServer != null) {
      all.put(MadcloudConfig.BOOTSTRAP_SERVERS, bootstrapServer);
    }
    if (schemaRegistry != null) {
      all.put(SCHEMA_REGISTRY, schemaRegistry);
    }
    all.putIfAbsent(MadcloudConfig.BOOTSTRAP_SERVERS, DEV_BOOTSTRAP_SERVER);
    all.putIfAbsent(SCHEMA_REGISTRY, DEV_SCHEMA_REGISTRY);
    return all;
  }
}
