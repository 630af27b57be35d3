package io.madcloud.app;

import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Option;

/**
 * Which cluster a command talks to, and how. A later one wins: the file, environment variables
 * ({@code MADCLOUD_LIMIT_BYTES} for {@code madcloud.limit.bytes}), options.
 */
final class ClusterOptions {

  private static final String ENVIRONMENT = "MADCLOUD_";

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, comma separated.")
  private String bootstrapServer;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description = "Schema registry, comma separated if several.")
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
   * The configuration.
   *
   * @throws InvalidInputException saying what is missing or wrong
   */
  MadcloudConfig config() {
    Map<String, Object> all = new HashMap<>(file());
    System.getenv().forEach((name, value) -> putIfOurs(all, name, value));
    all.putAll(properties);
    if (bootstrapServer != null) {
      all.put(MadcloudConfig.BOOTSTRAP_SERVERS, bootstrapServer);
    }
    if (schemaRegistry != null) {
      all.put("schema.registry.url", schemaRegistry);
    }
    require(all, MadcloudConfig.BOOTSTRAP_SERVERS, "--bootstrap-server");
    require(all, "schema.registry.url", "--schema-registry");
    try {
      return new MadcloudConfig(all);
    } catch (ConfigException e) {
      throw new InvalidInputException("Expected a valid configuration, but: " + e.getMessage());
    }
  }

  private static void require(Map<String, Object> all, String key, String option) {
    if (!all.containsKey(key)) {
      throw new InvalidInputException(
          "Expected " + option + " or the key " + key + ", but found neither");
    }
  }

  private static void putIfOurs(Map<String, Object> all, String name, String value) {
    String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
    if (name.startsWith(ENVIRONMENT) && MadcloudConfig.keys().contains(key)) {
      all.put(key, value);
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
