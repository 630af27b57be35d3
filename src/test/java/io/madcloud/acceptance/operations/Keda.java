package io.madcloud.acceptance.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/**
 * KEDA's kinds as far as they are used here, by what its documentation of 2.x says of them: there
 * is no library for Java that has them. What is not here is unknown, and has to be added first.
 */
final class Keda {

  private Keda() {}

  record ScaledObject(
      @JsonProperty(required = true) String apiVersion,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) ObjectMeta metadata,
      @JsonProperty(required = true) ScaledObjectSpec spec) {}

  record ScaledObjectSpec(
      @JsonProperty(required = true) ScaleTarget scaleTargetRef,
      Integer pollingInterval,
      Integer initialCooldownPeriod,
      Integer cooldownPeriod,
      Integer idleReplicaCount,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      Advanced advanced,
      @JsonProperty(required = true) List<Trigger> triggers,
      Fallback fallback) {}

  record ScaleTarget(
      @JsonProperty(required = true) String name,
      String apiVersion,
      String kind,
      String envSourceContainerName) {}

  record Advanced(
      HorizontalPodAutoscalerConfig horizontalPodAutoscalerConfig,
      Boolean restoreToOriginalReplicaCount) {}

  record HorizontalPodAutoscalerConfig(HorizontalPodAutoscalerBehavior behavior, String name) {}

  record Fallback(
      @JsonProperty(required = true) Integer failureThreshold,
      @JsonProperty(required = true) Integer replicas,
      String behavior) {}

  record Trigger(
      @JsonProperty(required = true) TriggerType type,
      String name,
      Boolean useCachedMetrics,
      @JsonProperty(required = true) KafkaMetadata metadata,
      AuthenticationRef authenticationRef,
      String metricType) {}

  /** Of some seventy, the one whose metadata are known here. */
  enum TriggerType {
    kafka
  }

  /** All of them are text, numbers too. */
  record KafkaMetadata(
      @JsonProperty(required = true) String bootstrapServers,
      @JsonProperty(required = true) String consumerGroup,
      String topic,
      String lagThreshold,
      String activationLagThreshold,
      String offsetResetPolicy,
      String allowIdleConsumers,
      String scaleToZeroOnInvalidOffset,
      String excludePersistentLag,
      String limitToPartitionsWithLag,
      String partitionLimitation,
      String version,
      String sasl,
      String tls,
      String unsafeSsl) {}

  record AuthenticationRef(@JsonProperty(required = true) String name, String kind) {}

  record TriggerAuthentication(
      @JsonProperty(required = true) String apiVersion,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) ObjectMeta metadata,
      @JsonProperty(required = true) TriggerAuthenticationSpec spec) {}

  record TriggerAuthenticationSpec(
      List<TargetRef> secretTargetRef,
      List<TargetRef> configMapTargetRef,
      Map<String, Object> podIdentity) {}

  record TargetRef(
      @JsonProperty(required = true) String parameter,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String key) {}
}
