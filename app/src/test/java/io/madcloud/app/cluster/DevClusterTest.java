package io.madcloud.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevClusterTest {
  private static final List<DevCluster.Step> STEPS = new ArrayList<>();

  private static DevCluster cluster;
  private static Clients clients;

  @BeforeAll
  static void start() {
    cluster = DevCluster.start(DevClusterConfig.temporary(), STEPS::add);
    clients = new Clients(cluster.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    cluster.close();
    assertThat(cluster.dataDirectory()).doesNotExist();
    cluster.close();
  }

  @Test
  void itTellsEachStepOnce() {
    assertThat(STEPS).containsExactly(DevCluster.Step.BROKER, DevCluster.Step.REGISTRY);
  }

  @Test
  void itListensOnLoopbackOnly() {
    assertThat(cluster.bootstrapServers()).startsWith("127.0.0.1:");
    assertThat(cluster.schemaRegistryUrl()).startsWith("http://127.0.0.1:");
  }

  @Test
  void itTellsItsClusterId() throws Exception {
    try (Admin admin = clients.admin()) {
      assertThat(admin.describeCluster().clusterId().get()).isEqualTo(cluster.clusterId());
    }
  }

  @Test
  void topicsAreNotCreatedByAccident() {
    try (KafkaProducer<String, String> producer = clients.producer(Map.of("max.block.ms", 500))) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("nobodys", "x")).get())
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("nobodys");
    }
    try (Admin admin = clients.admin()) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("nobodys")).allTopicNames().get())
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void readersOfCommittedRecordsSeeNothingOfAnAbortedTransaction() throws Exception {
    clients.createTopic("transactions");
    Map<String, Object> transactional = Map.of("transactional.id", "t");
    try (KafkaProducer<String, String> producer = clients.producer(transactional)) {
      producer.initTransactions();
      producer.beginTransaction();
      var aborted = producer.send(new ProducerRecord<>("transactions", "aborted"));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      var committed = producer.send(new ProducerRecord<>("transactions", "committed"));
      producer.commitTransaction();
      assertThat(List.of(aborted, committed)).allMatch(Future::isDone);
    }
    assertThat(clients.read("transactions", 1)).containsExactly("committed");
  }

  @Test
  void shareGroupsDeliverAReleasedRecordAgain() throws Exception {
    clients.createTopic("work");
    startShareGroupAtTheBeginning("workers");
    clients.send("work", "a", "b");
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "group.id",
            "workers",
            "share.acknowledgement.mode",
            "explicit");
    List<String> seen = new ArrayList<>();
    try (KafkaShareConsumer<String, String> worker =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      worker.subscribe(List.of("work"));
      Eventually.get(
          "both records, and the first again",
          () -> {
            for (ConsumerRecord<String, String> call : worker.poll(Duration.ofMillis(200))) {
              boolean first = call.value().equals("a") && !seen.contains("a");
              seen.add(call.value());
              worker.acknowledge(call, first ? AcknowledgeType.RELEASE : AcknowledgeType.ACCEPT);
            }
            return seen.size() == 3 ? seen : null;
          });
    }
    assertThat(seen).containsExactlyInAnyOrder("a", "a", "b");
  }

  @Test
  void kafkaStreamsRunsExactlyOnce(@TempDir Path directory) throws Exception {
    clients.createTopic("in");
    clients.createTopic("out");
    clients.send("in", "x", "y", "x");
    StreamsBuilder builder = new StreamsBuilder();
    builder.<String, String>stream("in")
        .groupBy((key, value) -> value)
        .count()
        .toStream()
        .map((key, count) -> new KeyValue<>(key, key + count))
        .to("out");
    Properties settings = new Properties();
    settings.put("application.id", "counter");
    settings.put("bootstrap.servers", cluster.bootstrapServers());
    settings.put("processing.guarantee", "exactly_once_v2");
    settings.put("statestore.cache.max.bytes", 0);
    settings.put("default.key.serde", Serdes.StringSerde.class);
    settings.put("default.value.serde", Serdes.StringSerde.class);
    settings.put("state.dir", directory.toString());
    try (KafkaStreams streams = new KafkaStreams(builder.build(), settings)) {
      streams.start();
      assertThat(clients.read("out", 3)).containsExactly("x1", "y1", "x2");
    }
  }

  @Test
  void theRegistryAnswers() throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(cluster.schemaRegistryUrl() + "/subjects"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.body()).isEqualTo("[]");
  }

  private static void startShareGroupAtTheBeginning(String group) throws Exception {
    try (Admin admin = clients.admin()) {
      ConfigEntry earliest = new ConfigEntry("share.auto.offset.reset", "earliest");
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.GROUP, group),
                  List.of(new AlterConfigOp(earliest, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }
}
