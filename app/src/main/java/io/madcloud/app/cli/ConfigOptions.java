package io.madcloud.app.cli;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Option;

/**
 * Configuration keys from outside. A later one wins: the file, environment variables ({@code
 * MADCLOUD_LIMIT_BYTES} for {@code madcloud.limit.bytes}, {@code MADCLOUD_BOOTSTRAP_SERVERS} for
 * {@code bootstrap.servers}), options.
 */
public final class ConfigOptions {

  private static final String OURS = "madcloud.";
  private static final String ENVIRONMENT = "MADCLOUD_";

  /** What the environment may say beside the keys that are known: how to reach and how to tune. */
  private static final List<String> PASSED_ON =
      List.of(
          "schema.registry.",
          "config.providers",
          "security.",
          "sasl.",
          "ssl.",
          "kafka.",
          "streams.",
          "consumer.",
          "producer.");

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

  /** Whether any of these options is used. */
  boolean areUsed() {
    return configFile != null || !properties.isEmpty();
  }

  /** These options as arguments, for another command. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (configFile != null) {
      arguments.add("--command-config");
      arguments.add(configFile.toAbsolutePath().toString());
    }
    properties.forEach(
        (key, value) -> {
          arguments.add("--property");
          arguments.add(key + "=" + value);
        });
    return arguments;
  }

  /**
   * The keys and their values.
   *
   * @throws InvalidInputException if the file cannot be read
   */
  public Map<String, Object> settings() {
    Map<String, Object> all = new HashMap<>(file());
    all.putAll(environment(System.getenv()));
    all.putAll(properties);
    return all;
  }

  /**
   * The configuration that keys and values make.
   *
   * @throws InvalidInputException saying what is missing or wrong
   */
  public static MadcloudConfig config(Map<String, Object> settings) {
    try {
      return new MadcloudConfig(settings);
    } catch (ConfigException e) {
      throw new InvalidInputException("Expected a valid configuration, but: " + e.getMessage());
    }
  }

  /** The keys that environment variables stand for. */
  static Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> keys = new HashMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT)) {
            String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
            String rest = key.substring(ENVIRONMENT.length());
            if (MadcloudConfig.keys().contains(key)) {
              keys.put(key, value);
            } else if (isSaidWithoutPrefix(rest)) {
              keys.put(rest, value);
            }
          }
        });
    return keys;
  }

  private static boolean isSaidWithoutPrefix(String key) {
    return MadcloudConfig.keys().contains(key)
        || RecordSerdes.definition().names().contains(key)
        || PASSED_ON.stream().anyMatch(key::startsWith);
  }

  /** The environment variable that stands for a key, if one does. */
  public static Optional<String> variable(String key) {
    String rest = key.startsWith(OURS) ? key.substring(OURS.length()) : key;
    String name = ENVIRONMENT + rest.toUpperCase(Locale.ROOT).replace('.', '_');
    boolean stands = environment(Map.of(name, "")).containsKey(key);
    return stands ? Optional.of(name) : Optional.empty();
  }

  private Map<String, Object> file() {
    Map<String, Object> read = new HashMap<>();
    if (configFile != null) {
      Properties lines = new Properties();
      try (Reader reader = Files.newBufferedReader(configFile)) {
        lines.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new InvalidInputException(
            e instanceof NoSuchFileException
                ? "Expected a properties file in " + configFile + ", but there is none"
                : "Expected a properties file in " + configFile + ", but: " + e.getMessage());
      }
      lines.forEach((key, value) -> read.put((String) key, value));
    }
    return read;
  }
}
