package io.madcloud.acceptance.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscalerBehavior;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.mirrormaker2.KafkaMirrorMaker2;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a cluster would refuse of an object, by the models of its kind that others keep. Each finds
 * what another does not: those of Kubernetes' own client know which fields there are and which have
 * to be, those of fabric8, Strimzi and {@link Keda} which types they have.
 */
final class ObjectSchemas {

  /** What Kubernetes' own client says of an element; it throws what is wrong. */
  private interface Official {
    void validate(JsonElement element) throws IOException;
  }

  /**
   * A part that Kubernetes' own client knows.
   *
   * @param at JSON pointer; what is not there is not looked at
   */
  private record Part(String at, Official official) {}

  /**
   * What is known of a kind.
   *
   * @param further looks at an object and at what the model has of it
   * @param required fields that have to be, where no model says so: JSON pointers in which {@code
   *     *} is every element of a list
   */
  private record Kind(
      Class<?> model,
      BiFunction<JsonNode, Object, List<String>> further,
      List<Part> parts,
      List<String> required) {

    private static final Part METADATA = new Part("/metadata", V1ObjectMeta::validateJsonElement);

    static Kind ofKubernetes(Class<?> model, Official official) {
      return new Kind(model, StrictReader::lost, List.of(new Part("", official)), List.of());
    }

    static Kind ofStrimzi(Class<?> model) {
      return new Kind(model, StrimziModel::findings, List.of(METADATA), List.of());
    }

    /** One of somebody else. */
    static Kind custom(Class<?> model, String... required) {
      return new Kind(model, StrictReader::lost, List.of(METADATA), List.of(required));
    }

    Kind with(String at, Official official) {
      List<Part> all = new ArrayList<>(parts);
      all.add(new Part(at, official));
      return new Kind(model, further, all, required);
    }
  }

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry(
              "v1/ConfigMap", Kind.ofKubernetes(ConfigMap.class, V1ConfigMap::validateJsonElement)),
          Map.entry(
              "v1/Namespace", Kind.ofKubernetes(Namespace.class, V1Namespace::validateJsonElement)),
          Map.entry("v1/Pod", Kind.ofKubernetes(Pod.class, V1Pod::validateJsonElement)),
          Map.entry("v1/Service", Kind.ofKubernetes(Service.class, V1Service::validateJsonElement)),
          Map.entry(
              "v1/ServiceAccount",
              Kind.ofKubernetes(ServiceAccount.class, V1ServiceAccount::validateJsonElement)),
          Map.entry(
              "apps/v1/Deployment",
              Kind.ofKubernetes(Deployment.class, V1Deployment::validateJsonElement)),
          Map.entry(
              "apps/v1/StatefulSet",
              Kind.ofKubernetes(StatefulSet.class, V1StatefulSet::validateJsonElement)),
          Map.entry(
              "networking.k8s.io/v1/NetworkPolicy",
              Kind.ofKubernetes(NetworkPolicy.class, V1NetworkPolicy::validateJsonElement)),
          Map.entry(
              "policy/v1/PodDisruptionBudget",
              Kind.ofKubernetes(
                  PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement)),
          Map.entry("kafka.strimzi.io/v1/Kafka", Kind.ofStrimzi(Kafka.class)),
          Map.entry("kafka.strimzi.io/v1/KafkaNodePool", Kind.ofStrimzi(KafkaNodePool.class)),
          Map.entry("kafka.strimzi.io/v1/KafkaTopic", Kind.ofStrimzi(KafkaTopic.class)),
          Map.entry("kafka.strimzi.io/v1/KafkaUser", Kind.ofStrimzi(KafkaUser.class)),
          Map.entry(
              "kafka.strimzi.io/v1/KafkaMirrorMaker2", Kind.ofStrimzi(KafkaMirrorMaker2.class)),
          Map.entry(
              "monitoring.coreos.com/v1/PodMonitor",
              Kind.custom(PodMonitor.class, "/spec/selector", "/spec/podMetricsEndpoints")),
          Map.entry(
              "monitoring.coreos.com/v1/PrometheusRule",
              Kind.custom(
                  PrometheusRule.class, "/spec/groups/*/name", "/spec/groups/*/rules/*/expr")),
          Map.entry(
              "keda.sh/v1alpha1/ScaledObject",
              Kind.custom(Keda.ScaledObject.class)
                  .with(
                      "/spec/advanced/horizontalPodAutoscalerConfig/behavior",
                      V2HorizontalPodAutoscalerBehavior::validateJsonElement)),
          Map.entry(
              "keda.sh/v1alpha1/TriggerAuthentication",
              Kind.custom(Keda.TriggerAuthentication.class)));

  private ObjectSchemas() {}

  /** What is wrong in an object; a kind that is not known here is. */
  static List<String> findings(JsonNode object) {
    String name = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    Kind kind = KINDS.get(name);
    if (kind == null) {
      return List.of("Expected one of %s, but found a %s".formatted(KINDS.keySet(), name));
    }
    List<String> findings =
        new ArrayList<>(StrictReader.findings(object, kind.model, kind.further));
    kind.parts.forEach(part -> validate(object.at(part.at), part.official, findings));
    kind.required.forEach(field -> require(object, field, findings));
    return findings;
  }

  private static void validate(JsonNode part, Official official, List<String> findings) {
    if (!part.isMissingNode()) {
      try {
        official.validate(JsonParser.parseString(part.toString()));
      } catch (IOException | RuntimeException e) {
        findings.add(e.getMessage());
      }
    }
  }

  private static void require(JsonNode object, String field, List<String> findings) {
    int any = field.indexOf("/*");
    if (any < 0) {
      JsonNode found = object.at(field);
      if (found.isMissingNode() || found.isNull()) {
        findings.add("Expected " + field + ", but there is none");
      }
    } else {
      for (JsonNode element : object.at(field.substring(0, any))) {
        require(element, field.substring(any + 2), findings);
      }
    }
  }
}
