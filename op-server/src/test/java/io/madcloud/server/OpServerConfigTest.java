package io.madcloud.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

final class OpServerConfigTest {

  private static OpServerConfig config(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(Map.of("bootstrap.servers", "here:1"));
    all.putAll(more);
    return new OpServerConfig(all);
  }

  @Test
  void names_topics_and_groups_after_the_server() {
    assertThat(config(Map.of()).calls("prices")).isEqualTo("madcloud.calls.prices");
    assertThat(config(Map.of()).group("prices")).isEqualTo("madcloud.server.prices");
    assertThat(config(Map.of("madcloud.topic.prefix", "x.")).group("prices"))
        .isEqualTo("x.server.prices");
    assertThat(config(Map.of("madcloud.server.group.id", "mine")).group("prices"))
        .isEqualTo("mine");
  }

  @Test
  void passes_on_what_is_for_the_clients() {
    OpServerConfig config =
        config(
            Map.of(
                "kafka.client.rack", "a",
                "consumer.fetch.max.wait.ms", "7",
                "producer.linger.ms", "3",
                "schema.registry.url", "mock://x"));
    assertThat(config.consumer("s"))
        .containsEntry("client.rack", "a")
        .containsEntry("fetch.max.wait.ms", "7")
        .containsEntry("group.id", "madcloud.server.s")
        .containsEntry("max.poll.records", 1)
        .doesNotContainKey("linger.ms");
    assertThat(config.producer())
        .containsEntry("linger.ms", "3")
        .containsEntry("acks", "all")
        .doesNotContainKey("fetch.max.wait.ms");
    assertThat(config.clients()).containsEntry("schema.registry.url", "mock://x");
  }

  @Test
  void refuses_what_it_does_not_know() {
    assertThatThrownBy(() -> config(Map.of("madcloud.server.thread", 3)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("but found 'madcloud.server.thread'");
    assertThatThrownBy(() -> config(Map.of("madcloud.server.mode", "queue")))
        .hasMessageContaining("madcloud.server.mode");
    assertThatThrownBy(() -> config(Map.of("madcloud.server.threads", 0)))
        .hasMessageContaining("madcloud.server.threads");
  }
}
