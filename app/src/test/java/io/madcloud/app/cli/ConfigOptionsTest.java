package io.madcloud.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ConfigOptionsTest {

  @Test
  void environment_variables_stand_for_keys() {
    assertThat(
            ConfigOptions.environment(
                Map.of(
                    "MADCLOUD_BOOTSTRAP_SERVERS", "a:1",
                    "MADCLOUD_SCHEMA_REGISTRY_URL", "http://r",
                    "MADCLOUD_LIMIT_BYTES", "1000",
                    "MADCLOUD_SCHEMA_REGISTRY_RETRY_TIMEOUT_MS", "5",
                    "MADCLOUD_SASL_JAAS_CONFIG", "secret",
                    "MADCLOUD_STREAMS_NUM_STANDBY_REPLICAS", "1")))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "a:1",
                "schema.registry.url", "http://r",
                "madcloud.limit.bytes", "1000",
                "madcloud.schema.registry.retry.timeout.ms", "5",
                "sasl.jaas.config", "secret",
                "streams.num.standby.replicas", "1"));
  }

  @Test
  void every_key_of_the_reference_has_a_variable() {
    List<String> keys = new ArrayList<>(MadcloudConfig.keys());
    keys.addAll(RecordSerdes.definition().names());
    assertThat(keys).allMatch(key -> ConfigOptions.variable(key).isPresent());
    assertThat(ConfigOptions.variable("madcloud.threads")).contains("MADCLOUD_THREADS");
    assertThat(ConfigOptions.variable("use.latest.version"))
        .contains("MADCLOUD_USE_LATEST_VERSION");
    assertThat(ConfigOptions.variable("some.other.key")).isEmpty();
  }

  @Test
  void secrets_are_read_from_files_that_the_environment_names(@TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("word"), "hush");
    Map<String, Object> settings =
        new HashMap<>(
            ConfigOptions.environment(
                Map.of(
                    "MADCLOUD_BOOTSTRAP_SERVERS",
                    "a:1",
                    "MADCLOUD_CONFIG_PROVIDERS",
                    "directory",
                    "MADCLOUD_CONFIG_PROVIDERS_DIRECTORY_CLASS",
                    DirectoryConfigProvider.class.getName(),
                    "MADCLOUD_SSL_KEYSTORE_PASSWORD",
                    "${directory:%s:word}".formatted(directory))));
    assertThat(ConfigOptions.config(settings).clientProperties())
        .containsEntry("ssl.keystore.password", "hush");
  }

  @Test
  void other_environment_variables_are_none_of_ours() {
    assertThat(
            ConfigOptions.environment(
                Map.of(
                    "BOOTSTRAP_SERVERS", "a:1",
                    "MADCLOUD_OPTS", "-Xmx1g",
                    "MADCLOUD_STACKTRACE", "1",
                    "MADCLOUD_PORT_9092_TCP", "tcp://10.0.0.1:9092")))
        .isEmpty();
  }

  @Test
  void a_file_that_is_not_there_is_invalid_input() {
    assertThatThrownBy(
            () ->
                CommandLine.populateCommand(new ConfigOptions(), "--command-config", "no.such.file")
                    .settings())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected a properties file in no.such.file, but there is none");
  }

  @Test
  void a_wrong_value_is_invalid_input() {
    assertThatThrownBy(
            () ->
                ConfigOptions.config(
                    Map.of("bootstrap.servers", "a:1", "madcloud.threads", "many")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("madcloud.threads");
  }
}
