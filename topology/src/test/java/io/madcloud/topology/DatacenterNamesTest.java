package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.Datacenters;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatacenterNamesTest {

  private static MadcloudConfig config(String here, String all) {
    return new MadcloudConfig(
        Map.of(
            MadcloudConfig.BOOTSTRAP_SERVERS,
            "any:9092",
            MadcloudConfig.DATACENTER,
            here,
            MadcloudConfig.DATACENTERS,
            all));
  }

  @Test
  void topics_follow_from_the_names() {
    Topics topics = config("west", "east,west,north").topics();
    assertThat(topics.outgoing()).containsExactly("madcloud.to.east", "madcloud.to.north");
    assertThat(topics.incoming())
        .containsExactly("east.madcloud.to.west", "north.madcloud.to.west");
    assertThat(topics.isOurs("east.madcloud.to.west")).isTrue();
    assertThat(topics.isOurs("madcloud.to.south")).isFalse();
  }

  @Test
  void nothing_is_said_of_an_engine_that_is_alone() {
    assertThat(config("", "").topics().datacenters()).isEqualTo(Datacenters.NONE);
    assertThat(config("", "").topics().incoming()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "east | east | Expected two datacenters or more, each once",
        "east | east,west,east | Expected two datacenters or more, each once",
        "east | '' | Expected two datacenters or more",
        "nort | east,west | Expected in madcloud.datacenter one of [east, west]",
        "'' | east,west | Expected in madcloud.datacenter one of [east, west]",
        "east | east,we.st | Expected names of letters, digits",
        "east | east,madcloud | none of them 'madcloud'",
      })
  void names_that_are_none_are_refused(String here, String all, String message) {
    assertThatThrownBy(() -> config(here, all))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
