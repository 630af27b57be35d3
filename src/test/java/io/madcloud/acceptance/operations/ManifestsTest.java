package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is rendered for Kubernetes goes with what is built: versions, ports, keys, topics. */
final class ManifestsTest {

  private static final String OVERLAYS = "deploy/k8s/overlays/";

  /** Of a Kubernetes object, or of a part of one. */
  private record Node(Object value) {

    Node at(Object... path) {
      Object found = value;
      for (Object step : path) {
        found =
            step instanceof Integer index
                ? ((List<?>) found).get(index)
                : ((Map<?, ?>) found).get(step);
      }
      return new Node(found);
    }

    String text() {
      return String.valueOf(value);
    }

    boolean is(String kind) {
      return at("kind").text().equals(kind);
    }

    String name() {
      return at("metadata", "name").text();
    }
  }

  @BeforeAll
  static void findKubectl() {
    try {
      Process process = new ProcessBuilder("kubectl", "version", "--client").start();
      process.getInputStream().readAllBytes();
    } catch (IOException e) {
      assumeTrue(false, "there is no kubectl here, so no manifest is rendered");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production", "two-datacenters/east", "two-datacenters/west"})
  void engines_run_what_is_built_under_restricted_pod_security(String overlay) {
    List<Node> objects = render(overlay);
    Node engines = only(objects, "StatefulSet", "madcloud");
    Node pod = engines.at("spec", "template", "spec");
    Node container = pod.at("containers", 0);
    assertThat(container.at("image").text()).isEqualTo("madcloud/madcloud:" + version());
    assertThat(pod.at("securityContext", "runAsNonRoot").value).isEqualTo(true);
    assertThat(pod.at("securityContext", "seccompProfile", "type").text())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.at("automountServiceAccountToken").value).isEqualTo(false);
    Node security = container.at("securityContext");
    assertThat(security.at("readOnlyRootFilesystem").value).isEqualTo(true);
    assertThat(security.at("allowPrivilegeEscalation").value).isEqualTo(false);
    assertThat(security.at("capabilities", "drop").value).isEqualTo(List.of("ALL"));
    assertThat(container.at("startupProbe", "httpGet", "path").text()).isEqualTo("/health/live");
    assertThat(container.at("livenessProbe", "httpGet", "path").text()).isEqualTo("/health/live");
    assertThat(container.at("readinessProbe", "httpGet", "path").text()).isEqualTo("/health/ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production", "two-datacenters/east", "two-datacenters/west"})
  void the_configuration_is_one_that_an_engine_takes(String overlay) throws IOException {
    List<Node> objects = render(overlay);
    Node pod = only(objects, "StatefulSet", "madcloud").at("spec", "template", "spec");
    Node file = only(objects, "ConfigMap", configMap(pod));
    Map<String, Object> settings = new HashMap<>();
    Properties properties = new Properties();
    properties.load(new StringReader(file.at("data", "madcloud.properties").text()));
    // The files that secrets are read from are not here.
    properties.stringPropertyNames().stream()
        .filter(key -> !key.startsWith("config.providers"))
        .forEach(key -> settings.put(key, properties.getProperty(key)));
    MadcloudConfig config = new MadcloudConfig(settings);
    assertThat(config.getInt(MadcloudConfig.HTTP_PORT))
        .isEqualTo(pod.at("containers", 0, "ports", 0, "containerPort").value);
    assertThat(config.getString(MadcloudConfig.HTTP_HOST)).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "two-datacenters/east", "two-datacenters/west"})
  void topics_are_those_that_an_engine_would_create(String overlay) throws Exception {
    Map<String, Map<String, String>> rendered = new TreeMap<>();
    for (Node topic : render(overlay)) {
      if (topic.is("KafkaTopic")) {
        Map<String, String> configs = new TreeMap<>();
        ((Map<?, ?>) topic.at("spec", "config").value)
            .forEach((key, value) -> configs.put(key.toString(), value.toString()));
        assertThat(configs.remove("min.insync.replicas")).isEqualTo("2");
        configs.put("partitions", topic.at("spec", "partitions").text());
        rendered.put(topicName(topic), configs);
      }
    }
    Datacenters datacenters =
        overlay.startsWith("two-datacenters/")
            ? Datacenters.of(overlay.substring(overlay.indexOf('/') + 1), Set.of("east", "west"))
            : Datacenters.NONE;
    assertThat(rendered).isEqualTo(created(new Topics("madcloud.", datacenters)));
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
    Map<String, Set<Grant>> granted =
        KafkaUsers.of(render(overlay).stream().map(Node::value).toList());
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

  private static String configMap(Node pod) {
    for (int volume = 0; ; volume++) {
      if (pod.at("volumes", volume, "name").text().equals("config")) {
        return pod.at("volumes", volume, "configMap", "name").text();
      }
    }
  }

  private static String topicName(Node topic) {
    Object name = topic.at("spec", "topicName").value;
    return name == null ? topic.name() : name.toString();
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

  @Test
  void every_overlay_is_rendered() {
    assertThat(render("production-autoscaled")).anyMatch(it -> it.is("ScaledObject"));
    assertThat(render("production"))
        .anyMatch(it -> it.is("PodMonitor"))
        .anyMatch(it -> it.is("PrometheusRule"))
        .anyMatch(it -> it.is("PodDisruptionBudget"))
        .anyMatch(it -> it.is("NetworkPolicy"))
        .anyMatch(it -> it.is("KafkaUser"));
    assertThat(render("two-datacenters/east")).anyMatch(it -> it.is("KafkaMirrorMaker2"));
  }

  private static Node only(List<Node> objects, String kind, String name) {
    List<Node> found =
        objects.stream().filter(it -> it.is(kind) && it.name().equals(name)).toList();
    assertThat(found).as(kind + " " + name).hasSize(1);
    return found.get(0);
  }

  private static List<Node> render(String overlay) {
    try {
      Process process =
          new ProcessBuilder(
                  "kubectl", "kustomize", SourceTree.ROOT.resolve(OVERLAYS + overlay).toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("exit code for " + overlay).isZero();
      List<Node> objects = new ArrayList<>();
      new Load(LoadSettings.builder().build())
          .loadAllFromString(yaml)
          .forEach(object -> objects.add(new Node(object)));
      return objects;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("Expected to render " + overlay + ", but " + e, e);
    }
  }

  private static String version() {
    Matcher version =
        Pattern.compile("<artifactId>madcloud</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(SourceTree.text("pom.xml"));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
