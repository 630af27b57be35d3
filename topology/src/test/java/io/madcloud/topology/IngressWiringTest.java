package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** The clients of an ingress are configured as the engine's are, but for what makes it exact. */
final class IngressWiringTest {

  private static MadcloudConfig config(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("bootstrap.servers", "broker:9092");
    return new MadcloudConfig(all);
  }

  @Test
  void it_reads_committed_records_from_the_beginning_and_creates_nothing() {
    assertThat(IngressWiring.consumer(config(Map.of()), "c1"))
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("group.id", "madcloud-ingress")
        .containsEntry("client.id", "c1-ingress")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("allow.auto.create.topics", false)
        .containsEntry("enable.auto.commit", false);
    assertThat(IngressWiring.producer(config(Map.of()), "c1"))
        .containsEntry("transactional.id", "madcloud-ingress-c1")
        .containsEntry("transaction.timeout.ms", 10_000)
        .containsEntry("acks", "all");
  }

  @Test
  void what_makes_it_exact_stays_and_all_else_can_be_set() {
    MadcloudConfig config =
        config(
            Map.of(
                "madcloud.application.id", "shop",
                "madcloud.ingress.offset.reset", "latest",
                "kafka.security.protocol", "SSL",
                "consumer.isolation.level", "read_uncommitted",
                "consumer.auto.offset.reset", "none",
                "consumer.max.poll.records", "7",
                "producer.transactional.id", "mine",
                "producer.acks", "1",
                "producer.linger.ms", "3"));
    assertThat(IngressWiring.consumer(config, "c1"))
        .containsEntry("group.id", "shop-ingress")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "latest")
        .containsEntry("max.poll.records", "7");
    assertThat(IngressWiring.producer(config, "c1"))
        .containsEntry("security.protocol", "SSL")
        .containsEntry("transactional.id", "shop-ingress-c1")
        .containsEntry("acks", "all")
        .containsEntry("linger.ms", "3");
  }

  @Test
  void topics_of_json_are_a_list() {
    assertThat(config(Map.of()).jsonTopics()).isEmpty();
    assertThat(config(Map.of("madcloud.ingress.json.topics", "a, b")).jsonTopics())
        .containsExactlyInAnyOrder("a", "b");
    assertThatThrownBy(() -> config(Map.of("madcloud.ingress.offset.reset", "none")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("madcloud.ingress.offset.reset");
  }

  @Test
  void an_engine_s_own_topics_are_known() {
    Topics topics = new Topics("m.");
    assertThat(topics.isOurs("m.outcomes")).isTrue();
    assertThat(topics.isOurs("m.calls.bank")).isTrue();
    assertThat(topics.isOurs("m.orders")).isFalse();
    assertThat(topics.isOurs("outcomes")).isFalse();
  }
}
