package io.madcloud.app.cluster.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MirrorSettingsTest {

  @Test
  void exactly_one_topic_goes_from_each_datacenter_to_each_other_one() {
    Properties properties = settings("madcloud.", "east", "north", "west").properties(1);
    Map<String, String> topics =
        properties.stringPropertyNames().stream()
            .filter(key -> key.endsWith(".topics"))
            .collect(Collectors.toMap(key -> key, properties::getProperty));
    assertThat(topics)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "east->north.topics", "madcloud\\.to\\.north",
                "east->west.topics", "madcloud\\.to\\.west",
                "north->east.topics", "madcloud\\.to\\.east",
                "north->west.topics", "madcloud\\.to\\.west",
                "west->east.topics", "madcloud\\.to\\.east",
                "west->north.topics", "madcloud\\.to\\.north"));
    assertThat(topics.keySet())
        .allMatch(key -> "true".equals(properties.getProperty(key.replace(".topics", ".enabled"))));
    assertThat(properties.getProperty("clusters")).isEqualTo("east,north,west");
    assertThat(properties.getProperty("north.bootstrap.servers")).isEqualTo("north:9092");
  }

  @Test
  void it_listens_on_loopback_alone() {
    assertThat(settings("madcloud.", "east", "west").properties(81).getProperty("listeners"))
        .isEqualTo("http://127.0.0.1:81");
  }

  @Test
  void topics_are_named_by_where_they_come_from_and_go_to() {
    MirrorSettings settings = settings("shop.", "east", "west");
    assertThat(settings.departure("west")).isEqualTo("shop.to.west");
    assertThat(settings.arrival("east", "west")).isEqualTo("east.shop.to.west");
  }

  @Test
  void one_datacenter_is_too_few() {
    assertThatThrownBy(() -> settings("madcloud.", "east"))
        .hasMessage("Expected at least two datacenters, but found [east]");
  }

  @Test
  void a_name_that_mirror_maker_would_take_for_a_cycle_is_refused() {
    for (String name : List.of("madcloud", "to")) {
      assertThatThrownBy(() -> settings("madcloud.", "east", name))
          .hasMessage(
              "Expected a name that is no part of 'madcloud.to.', but a datacenter is called '%s';"
                  + " rename it",
              name);
    }
  }

  @Test
  void a_name_that_is_none_is_refused() {
    assertThatThrownBy(() -> settings("madcloud.", "east", "we st"))
        .hasMessageContaining("but found 'we st'");
  }

  private static MirrorSettings settings(String prefix, String... names) {
    Map<String, String> servers = new TreeMap<>();
    for (String name : names) {
      servers.put(name, name + ":9092");
    }
    return new MirrorSettings(servers, prefix);
  }
}
