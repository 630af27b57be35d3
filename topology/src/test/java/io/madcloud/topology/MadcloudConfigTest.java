package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MadcloudConfigTest {

  private static MadcloudConfig config(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("bootstrap.servers", "broker:9092");
    return new MadcloudConfig(all);
  }

  @Test
  void defaults_are_those_of_the_model() {
    MadcloudConfig config = config(Map.of());
    assertThat(config.applicationId()).isEqualTo("madcloud");
    assertThat(config.topics()).isEqualTo(new Topics("madcloud."));
    assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(config.retention()).isEqualTo(Duration.ofDays(1));
    assertThat(config.tick()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.maxOpNodes()).isEqualTo(1_000);
    Properties streams = config.streamsProperties();
    assertThat(streams)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("application.id", "madcloud")
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("commit.interval.ms", 100L)
        .containsEntry("statestore.cache.max.bytes", 0)
        .containsEntry("consumer.auto.offset.reset", "earliest")
        .containsEntry("producer.batch.size", 131_072)
        .containsEntry("max.task.idle.ms", -1L)
        .doesNotContainKey("state.dir");
  }

  @Test
  void a_thread_waits_for_records_no_longer_than_a_commit_may_take_to_come() {
    assertThat(config(Map.of("madcloud.commit.interval.ms", "5")).streamsProperties())
        .containsEntry("commit.interval.ms", 5L)
        .containsEntry("poll.ms", 5L);
    assertThat(config(Map.of("madcloud.commit.interval.ms", "500")).streamsProperties())
        .containsEntry("poll.ms", 100L);
    assertThat(config(Map.of("streams.poll.ms", "7")).streamsProperties())
        .containsEntry("poll.ms", "7");
  }

  @Test
  void what_follows_a_prefix_goes_to_kafka() {
    MadcloudConfig config =
        config(
            Map.of(
                "kafka.security.protocol", "SSL",
                "streams.num.standby.replicas", "1",
                "consumer.max.poll.records", "7",
                "producer.linger.ms", "3",
                "schema.registry.url", "mock://a",
                "madcloud.state.dir", "somewhere",
                "madcloud.threads", "2"));
    assertThat(config.streamsProperties())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("num.standby.replicas", "1")
        .containsEntry("consumer.max.poll.records", "7")
        .containsEntry("producer.linger.ms", "3")
        .containsEntry("state.dir", "somewhere")
        .containsEntry("num.stream.threads", 2);
    assertThat(config.clientProperties())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("schema.registry.url", "mock://a")
        .containsEntry("bootstrap.servers", "broker:9092")
        .doesNotContainKeys("consumer.max.poll.records", "kafka.security.protocol");
  }

  @Test
  void brokers_have_to_be_named() {
    assertThatThrownBy(() -> new MadcloudConfig(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bootstrap.servers");
  }

  @ParameterizedTest
  @CsvSource({
    "madcloud.threads, 0",
    "madcloud.threads, many",
    "madcloud.commit.interval.ms, 0",
    "madcloud.retention.ms, 999",
    "madcloud.limit.fieldsets, 0",
    "madcloud.limit.firings, -1",
    "madcloud.limit.bytes, 1048577",
    "madcloud.limit.bytes, 256k",
    "madcloud.topology.max.op.nodes, -1",
    "madcloud.tick.interval.ms, 0",
    "madcloud.sweep.batch, 0"
  })
  void a_wrong_value_is_refused_with_its_key(String key, String value) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(value)
        .hasMessageContaining(key);
  }

  @Test
  void a_key_of_ours_that_is_none_is_refused_with_the_nearest_one() {
    assertThatThrownBy(() -> config(Map.of("madcloud.limit.byte", "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Expected a key that the engine knows, but found 'madcloud.limit.byte'; did you mean"
                + " 'madcloud.limit.bytes'?");
    assertThatThrownBy(() -> config(Map.of("madcloud.colour", "red")))
        .hasMessage("Expected a key that the engine knows, but found 'madcloud.colour'");
  }

  @Test
  void secrets_come_from_files_by_kafka_s_config_providers(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("secrets.properties"), "registry=a:b");
    Files.writeString(directory.resolve("word"), "hush");
    MadcloudConfig config =
        config(
            Map.of(
                "config.providers", "file,directory",
                "config.providers.file.class", FileConfigProvider.class.getName(),
                "config.providers.directory.class", DirectoryConfigProvider.class.getName(),
                "ssl.key.password", "${directory:%s:word}".formatted(directory),
                "consumer.ssl.key.password", "of ${directory:%s:word}".formatted(directory),
                "basic.auth.user.info", "${file:%s:registry}".formatted(file)));
    assertThat(config.clientProperties())
        .containsEntry("ssl.key.password", "hush")
        .containsEntry("basic.auth.user.info", "a:b");
    assertThat(config.streamsProperties()).containsEntry("consumer.ssl.key.password", "of hush");
  }

  @Test
  void keys_of_the_serdes_are_known() {
    config(
        Map.of(
            "madcloud.value.serde", "some.Serde",
            "madcloud.schema.registry.retry.timeout.ms", "1"));
    assertThat(MadcloudConfig.keys())
        .contains("madcloud.value.serde", "madcloud.schema.registry.retry.timeout.ms");
  }
}
