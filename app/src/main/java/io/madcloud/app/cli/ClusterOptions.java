package io.madcloud.app.cli;

import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Option;

/**
 * Which cluster a command talks to, and how. A later one wins: that of {@code madcloud dev}, the
 * file, environment variables ({@code MADCLOUD_LIMIT_BYTES} for {@code madcloud.limit.bytes},
 * {@code MADCLOUD_BOOTSTRAP_SERVERS} for {@code bootstrap.servers}), options.
 */
public final class ClusterOptions {

  /** Where {@code madcloud dev} listens unless told otherwise. */
  public static final int DEV_PORT = 9092;

  /** Where its schema registry listens. */
  public static final int DEV_REGISTRY_PORT = 8081;

  private static final String DEV_BOOTSTRAP_SERVER = "127.0.0.1:" + DEV_PORT;
  private static final String DEV_SCHEMA_REGISTRY = "http://127.0.0.1:" + DEV_REGISTRY_PORT;
  private static final String SCHEMA_REGISTRY = "schema.registry.url";
  private static final String ENVIRONMENT = "MADCLOUD_";

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

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Properties file with further configuration.")
  private Path configFile;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "One more configuration key; may be repeated.")
  private Map<String, String> properties = Map.of();

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
    Map<String, Object> all = new HashMap<>(file());
    System.getenv().forEach((name, value) -> putIfOurs(all, name, value));
    all.putAll(properties);
    if (bootstrapServer != null) {
      all.put(MadcloudConfig.BOOTSTRAP_SERVERS, bootstrapServer);
    }
    if (schemaRegistry != null) {
      all.put(SCHEMA_REGISTRY, schemaRegistry);
    }
    all.putIfAbsent(MadcloudConfig.BOOTSTRAP_SERVERS, DEV_BOOTSTRAP_SERVER);
    all.putIfAbsent(SCHEMA_REGISTRY, DEV_SCHEMA_REGISTRY);
    try {
      return new MadcloudConfig(all);
    } catch (ConfigException e) {
      throw new InvalidInputException("Expected a valid configuration, but: " + e.getMessage());
    }
  }

  private static void putIfOurs(Map<String, Object> all, String name, String value) {
    if (name.startsWith(ENVIRONMENT)) {
      String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
      for (String known : List.of(key, key.substring(ENVIRONMENT.length()))) {
        if (MadcloudConfig.keys().contains(known)) {
          all.put(known, value);
        }
      }
    }
  }

  private Map<String, Object> file() {
    Map<String, Object> read = new HashMap<>();
    if (configFile != null) {
      Properties lines = new Properties();
      try (Reader reader = Files.newBufferedReader(configFile)) {
        lines.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new InvalidInputException(
            "Expected a properties file in " + configFile + ", but: " + e.getMessage());
      }
      lines.forEach((key, value) -> read.put((String) key, value));
    }
    return read;
  }
}
