package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.madcloud.acceptance.harness.KafkaUsers;
import io.madcloud.acceptance.harness.SourceTree;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.engine.Datacenters;
import io.madcloud.topology.ClusterUser;
import io.madcloud.topology.Edges;
import io.madcloud.topology.Grant;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.TopicPlan;
import io.madcloud.topology.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rendered for Kubernetes goes with what is built: versions, ports, keys, topics. */
final class ManifestsTest {

  private static final String ENGINE = "/spec/template/spec";
  private static final Pattern SECRET = Pattern.compile("\\$\\{directory:([\\w/-]+):[\\w.]+}");

  /** What a stop takes at most besides the time that is configured, if brokers do not answer. */
  private static final Duration REST_OF_STOP = Duration.ofSeconds(35);

  @BeforeAll
  static void findKubectl() {
    Overlay.assumeKubectl();
  }

  static List<Overlay> overlays() {
    return Overlay.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void engines_run_what_is_built(Overlay overlay) {
    JsonNode container = overlay.engine().at("/containers/0");
    assertThat(container.path("image").asText()).isEqualTo("madcloud/madcloud:" + version());
    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
  }

  /** What a namespace asks for that takes restricted pods only, and more than that of engines. */
  @ParameterizedTest
  @MethodSource("overlays")
  void pods_are_restricted_as_their_namespace_asks_for(Overlay overlay) {
    assertThat(
            overlay
                .only("Namespace")
                .at("/metadata/labels")
                .path("pod-security.kubernetes.io/enforce")
                .asText())
        .isEqualTo("restricted");
    for (JsonNode object : overlay.objects()) {
      JsonNode pod = object.at(ENGINE);
      if (!pod.isMissingNode() && pod.has("containers")) {
        assertThat(pod.path("automountServiceAccountToken")).hasToString("false");
        assertThat(pod.at("/securityContext/runAsNonRoot")).hasToString("true");
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
            .isEqualTo("RuntimeDefault");
        pod.path("containers").forEach(ManifestsTest::checkRestricted);
      }
    }
    assertThat(overlay.engine().at("/containers/0/securityContext/readOnlyRootFilesystem"))
        .hasToString("true");
    assertThat(overlay.only("ServiceAccount").path("automountServiceAccountToken"))
        .hasToString("false");
  }

  private static void checkRestricted(JsonNode container) {
    JsonNode security = container.path("securityContext");
    assertThat(security.path("allowPrivilegeEscalation")).hasToString("false");
    assertThat(security.at("/capabilities/drop")).hasToString("[\"ALL\"]");
    assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
    assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void the_configuration_is_one_that_an_engine_takes(Overlay overlay) throws IOException {
    Properties properties = overlay.properties();
    Map<String, Object> settings = new HashMap<>();
    // The files that secrets are read from are not here.
    properties.stringPropertyNames().stream()
        .filter(key -> !key.startsWith("config.providers"))
        .forEach(key -> settings.put(key, properties.getProperty(key)));
    MadcloudConfig config = new MadcloudConfig(settings);
    assertThat(config.getInt(MadcloudConfig.HTTP_PORT))
        .isEqualTo(overlay.engine().at("/containers/0/ports/0/containerPort").asInt());
    assertThat(config.getString(MadcloudConfig.HTTP_HOST)).isEqualTo("0.0.0.0");
    assertThat(Duration.ofSeconds(overlay.engine().at("/terminationGracePeriodSeconds").asInt()))
        .isGreaterThan(
            Duration.ofMillis(config.getLong(MadcloudConfig.STOP_TIMEOUT_MS)).plus(REST_OF_STOP));
  }

  /** Files of Secrets are named where they are mounted, and what is secret is only in them. */
  @ParameterizedTest
  @MethodSource("overlays")
  void what_is_secret_is_read_from_files_that_are_mounted(Overlay overlay) throws IOException {
    String mounts = overlay.engine().at("/containers/0/volumeMounts").toString();
    Properties properties = overlay.properties();
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key);
      if (key.endsWith(".password") || key.endsWith("user.info")) {
        Matcher file = SECRET.matcher(value);
        assertThat(file.matches()).as("%s is in a file, but is '%s'", key, value).isTrue();
        assertThat(mounts).contains("\"" + file.group(1) + "\"");
      } else if (key.endsWith(".file") || key.endsWith(".location")) {
        assertThat(mounts).contains("\"" + Path.of(value).getParent() + "\"");
      }
    }
    assertThat(overlay.objects()).noneMatch(it -> is(it, "Secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "two-datacenters/east", "two-datacenters/west"})
  void topics_are_those_that_an_engine_would_create(String overlay) throws Exception {
    Map<String, Map<String, String>> rendered = new TreeMap<>();
    for (JsonNode topic : new Overlay(overlay).objects()) {
      if (is(topic, "KafkaTopic")) {
        Map<String, String> configs = new TreeMap<>();
        topic
            .at("/spec/config")
            .properties()
            .forEach(it -> configs.put(it.getKey(), it.getValue().asText()));
        assertThat(configs.remove("min.insync.replicas")).isEqualTo("2");
        configs.put("partitions", topic.at("/spec/partitions").asText());
        rendered.put(topic.at("/spec/topicName").asText(name(topic)), configs);
      }
    }
    Datacenters datacenters =
        overlay.startsWith("two-datacenters/")
            ? Datacenters.of(overlay.substring(overlay.indexOf('/') + 1), Set.of("east", "west"))
            : Datacenters.NONE;
    assertThat(rendered).isEqualTo(created(new Topics("madcloud.", datacenters)));
  }

  private static Map<String, Map<String, String>> created(Topics topics) throws Exception {
    Map<String, Map<String, String>> created = new TreeMap<>();
    try (DevCluster cluster = DevCluster.start(DevClusterConfig.temporary());
        Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      List<String> names =
          new TopicPlan(topics).create(admin, 12, Optional.empty(), Edges.of(Set.<String>of()));
      List<ConfigResource> resources =
          names.stream().map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it)).toList();
      var configs = admin.describeConfigs(resources).all().get();
      var descriptions = admin.describeTopics(names).allTopicNames().get();
      for (ConfigResource resource : resources) {
        Map<String, String> own = new TreeMap<>();
        for (ConfigEntry entry : configs.get(resource).entries()) {
          if (entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG) {
            own.put(entry.name(), entry.value());
          }
        }
        own.put("partitions", "" + descriptions.get(resource.name()).partitions().size());
        created.put(resource.name(), own);
      }
    }
    return created;
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "two-datacenters/east", "two-datacenters/west"})
  void users_may_do_what_they_need_and_no_more(String overlay) {
    Map<String, String> settings = new HashMap<>(Map.of("bootstrap.servers", "nowhere:9092"));
    if (overlay.startsWith("two-datacenters/")) {
      settings.put("madcloud.datacenter", overlay.substring(overlay.indexOf('/') + 1));
      settings.put("madcloud.datacenters", "east,west");
    }
    MadcloudConfig config = new MadcloudConfig(settings);
    Map<String, Set<Grant>> granted = KafkaUsers.of(new Overlay(overlay).plainObjects());
    for (ClusterUser user : ClusterUser.values()) {
      assertThat(granted.get("madcloud-" + user))
          .containsExactlyInAnyOrderElementsOf(user.needs(config, Edges.NONE));
    }
    for (String topic : config.topics().outgoing()) {
      assertThat(granted.get("mirror-source"))
          .contains(Grant.on(ResourceType.TOPIC, topic, AclOperation.READ));
    }
    for (String topic : config.topics().incoming()) {
      assertThat(granted.get("mirror-target"))
          .contains(Grant.on(ResourceType.TOPIC, topic, AclOperation.WRITE));
    }
  }

  @Test
  void there_are_no_more_engines_than_partitions() {
    Overlay overlay = new Overlay("production-autoscaled");
    JsonNode scaled = overlay.only("ScaledObject");
    JsonNode trigger = scaled.at("/spec/triggers/0/metadata");
    JsonNode topic =
        overlay.objects().stream()
            .filter(it -> is(it, "KafkaTopic") && name(it).equals(trigger.path("topic").asText()))
            .findFirst()
            .orElseThrow();
    assertThat(scaled.at("/spec/maxReplicaCount")).isEqualTo(topic.at("/spec/partitions"));
    assertThat(scaled.at("/spec/scaleTargetRef/name").asText())
        .isEqualTo(name(overlay.only("StatefulSet")));
    assertThat(trigger.path("consumerGroup").asText())
        .isEqualTo(new MadcloudConfig(Map.of("bootstrap.servers", "a:1")).applicationId());
    assertThat(overlay.only("StatefulSet").at("/spec").has("replicas")).isFalse();
  }

  @Test
  void records_cross_between_datacenters_exactly_once() {
    JsonNode mirror = new Overlay("two-datacenters/east").only("KafkaMirrorMaker2");
    assertThat(mirror.at("/spec/target/config").path("exactly.once.source.support").asText())
        .isEqualTo("enabled");
    JsonNode source = mirror.at("/spec/mirrors/0/sourceConnector/config");
    assertThat(source.path("exactly.once.support").asText()).isEqualTo("required");
    assertThat(source.path("consumer.isolation.level").asText()).isEqualTo("read_committed");
  }

  /** What production has to have, whatever else there is. */
  @Test
  void production_is_complete() {
    Overlay overlay = new Overlay("production");
    for (String kind : List.of("PodMonitor", "PrometheusRule", "NetworkPolicy", "KafkaUser")) {
      assertThat(overlay.objects()).anyMatch(it -> is(it, kind));
    }
    JsonNode engines = overlay.only("StatefulSet");
    JsonNode labels = engines.at("/spec/selector/matchLabels");
    JsonNode budget = overlay.only("PodDisruptionBudget");
    assertThat(budget.at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(overlay.only("NetworkPolicy").at("/spec/podSelector/matchLabels")).isEqualTo(labels);
    assertThat(engines.at("/spec/replicas").asInt()).isGreaterThan(1);
    assertThat(engines.at(ENGINE).path("topologySpreadConstraints"))
        .allMatch(it -> it.at("/labelSelector/matchLabels").equals(labels))
        .hasSize(2);
    String volume = engines.at("/spec/volumeClaimTemplates/0/metadata/name").asText();
    assertThat(engines.at(ENGINE + "/containers/0/volumeMounts"))
        .anyMatch(it -> it.path("name").asText().equals(volume));
    assertThat(overlay.objects())
        .anyMatch(
            it -> is(it, "Service") && name(it).equals(engines.at("/spec/serviceName").asText()));
  }

  private static boolean is(JsonNode object, String kind) {
    return object.path("kind").asText().equals(kind);
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  private static String version() {
    Matcher version =
        Pattern.compile("<artifactId>madcloud</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(SourceTree.text("pom.xml"));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
