package io.madcloud.app.scenario.kafka;

import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.engine.Limits;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.MadcloudConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The cluster that all scenarios of a run are played on, and the clients that they share: one in
 * this process, or one that is there already. Thread-safe.
 */
final class SharedCluster implements AutoCloseable {

  /** Subjects of the topics of every run would stay in a registry for ever. */
  private static final String SUBJECTS =
      "io.confluent.kafka.serializers.subject.RecordNameStrategy";

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Map<String, Object> base;
  private final Optional<DevCluster> own;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;
  private final RecordSerdes serdes;

  private SharedCluster(Map<String, ?> base, Optional<DevCluster> own) {
    this.base = new HashMap<>(base);
    this.own = own;
    this.base.putIfAbsent("value.subject.name.strategy", SUBJECTS);
    // Nobody looks at the metrics of clients that live for seconds, and they are slow to make.
    this.base.putIfAbsent(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    this.base.putIfAbsent(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    Map<String, Object> clients = new MadcloudConfig(this.base).clientProperties();
    this.serdes = RecordSerdes.of(clients);
    this.admin = Admin.create(clients);
    Map<String, Object> sending = new HashMap<>(clients);
    sending.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.producer =
        new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** One in this process, gone when it is closed. */
  static SharedCluster here() {
    DevCluster cluster = DevCluster.start(DevClusterConfig.temporary());
    return new SharedCluster(
        Map.of(
            MadcloudConfig.BOOTSTRAP_SERVERS,
            cluster.bootstrapServers(),
            "schema.registry.url",
            cluster.schemaRegistryUrl()),
        Optional.of(cluster));
  }

  /** One that is there. */
  static SharedCluster given(MadcloudConfig config) {
    return new SharedCluster(config.originals(), Optional.empty());
  }

  /** Whether it is there without us, and will be. */
  boolean isGiven() {
    return own.isEmpty();
  }

  /** The configuration of one engine. */
  MadcloudConfig config(String name, Limits limits, Path stateDirectory) {
    return EngineConfig.of(base, name, limits, stateDirectory);
  }

  Admin admin() {
    return admin;
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  RecordSerdes serdes() {
    return serdes;
  }

  @Override
  public void close() {
    producer.close(CLOSE);
    admin.close(CLOSE);
    own.ifPresent(DevCluster::close);
  }
}
