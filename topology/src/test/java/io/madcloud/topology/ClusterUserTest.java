package io.madcloud.topology;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ClusterUserTest {

  private static final Edges EDGES =
      new Edges(Set.of("prices"), Set.of("orders"), Set.of("shipped"));

  private static MadcloudConfig config(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("bootstrap.servers", "broker:9092");
    return new MadcloudConfig(all);
  }

  @Test
  void names_are_those_of_the_configuration() {
    MadcloudConfig config =
        config(Map.of("madcloud.topic.prefix", "x.", "madcloud.application.id", "shop"));
    List<Grant> engine = ClusterUser.ENGINE.needs(config, Edges.NONE);
    assertThat(engine)
        .contains(
            Grant.on(TOPIC, "x.notifications", READ, WRITE),
            Grant.on(GROUP, "shop", READ),
            Grant.on(GROUP, "shop-ingress", READ),
            Grant.onAll(TRANSACTIONAL_ID, "shop-", WRITE))
        .noneMatch(it -> it.resource().name().startsWith("madcloud"));
  }

  @Test
  void topics_that_programs_name_are_read_written_and_looked_for() {
    assertThat(ClusterUser.ENGINE.needs(config(Map.of()), EDGES))
        .contains(Grant.on(TOPIC, "orders", READ), Grant.on(TOPIC, "shipped", WRITE));
    assertThat(ClusterUser.OPERATOR.needs(config(Map.of()), EDGES))
        .contains(Grant.on(TOPIC, "orders", DESCRIBE), Grant.on(TOPIC, "shipped", DESCRIBE));
  }

  @Test
  void topics_of_other_datacenters_are_written_and_their_mirrors_read() {
    MadcloudConfig config =
        config(Map.of("madcloud.datacenter", "east", "madcloud.datacenters", "east,west"));
    assertThat(ClusterUser.ENGINE.needs(config, Edges.NONE))
        .contains(
            Grant.on(TOPIC, "madcloud.to.west", WRITE),
            Grant.on(TOPIC, "west.madcloud.to.east", READ));
  }

  @Test
  void no_resource_is_named_twice() {
    for (ClusterUser user : ClusterUser.values()) {
      assertThat(user.needs(config(Map.of()), EDGES))
          .extracting(Grant::resource)
          .doesNotHaveDuplicates();
    }
  }
}
