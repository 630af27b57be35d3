package io.madcloud.acceptance.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.KafkaUsers;
import io.madcloud.topology.ClusterUser;
import io.madcloud.topology.Edges;
import io.madcloud.topology.Grant;
import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What manifests grant is what is needed, and what {@code topics acls} prints. */
final class GrantedAclsTest {

  private static final Map<String, Set<Grant>> MANIFEST =
      KafkaUsers.in("deploy/k8s/components/strimzi-kafka/users.yaml");

  @ParameterizedTest
  @EnumSource
  void manifests_grant_what_is_needed_and_no_more(ClusterUser user) {
    MadcloudConfig config = new MadcloudConfig(Map.of("bootstrap.servers", "nowhere:9092"));
    assertThat(MANIFEST.get("madcloud-" + user))
        .containsExactlyInAnyOrderElementsOf(user.needs(config, Edges.NONE));
  }

  @ParameterizedTest
  @EnumSource
  void the_command_prints_it(ClusterUser user) throws IOException {
    CommandOutcome printed =
        CommandOutcome.of(
                "nowhere:9092",
                "http://nowhere:8081",
                "topics",
                "acls",
                "--for",
                user.toString(),
                "-o",
                "json")
            .done();
    Set<Grant> grants = new HashSet<>();
    for (JsonNode acl : new ObjectMapper().readTree(printed.out())) {
      assertThat(acl.path("user").asText()).isEqualTo(user.toString());
      Set<String> operations = new HashSet<>();
      acl.path("operations").forEach(name -> operations.add(name.asText()));
      grants.add(
          new Grant(
              new ResourcePattern(
                  SecurityUtils.resourceType(acl.path("resourceType").asText()),
                  acl.path("name").asText(),
                  PatternType.fromString(
                      acl.path("patternType").asText().toUpperCase(Locale.ROOT))),
              operations.stream().map(SecurityUtils::operation).collect(Collectors.toSet())));
    }
    assertThat(grants).isEqualTo(MANIFEST.get("madcloud-" + user));
  }
}
