package io.madcloud.app.cluster.mirror;

import io.madcloud.app.cluster.DevCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One direction: what is sent to a topic of one cluster, and what arrives in a topic of another.
 * Every third transaction is aborted.
 */
final class Side implements AutoCloseable {

  static final int PARTITIONS = 3;

  private static final int RECORDS_OF_TRANSACTION = 6;

  private final Map<Integer, List<String>> sent = new TreeMap<>();
  private final Map<Integer, List<String>> arrived = new TreeMap<>();
  private final String departure;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private int records;
  private int transactions;

  Side(DevCluster from, String departure, DevCluster to, String arrival) throws Exception {
    this.departure = departure;
    try (Admin admin = admin(from)) {
      NewTopic topic = new NewTopic(departure, Optional.of(PARTITIONS), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", from.bootstrapServers(), "transactional.id", departure),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                to.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(
        IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(arrival, p)).toList());
  }

  static Admin admin(DevCluster cluster) {
    return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }

  static Set<String> topics(DevCluster cluster) throws Exception {
    try (Admin admin = admin(cluster)) {
      return admin.listTopics().names().get();
    }
  }

  static void limitRecords(DevCluster cluster, String topic, int bytes) throws Exception {
    try (Admin admin = admin(cluster)) {
      ConfigEntry limit = new ConfigEntry("max.message.bytes", "" + bytes);
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  void send(int count) {
    for (int i = 0; i < count; i++) {
      boolean aborted = transactions++ % 3 == 1;
      producer.beginTransaction();
      for (int j = 0; j < RECORDS_OF_TRANSACTION; j++) {
        send(aborted);
      }
      if (aborted) {
        producer.flush();
        producer.abortTransaction();
      } else {
        producer.commitTransaction();
      }
    }
  }

  private void send(boolean aborted) {
    int number = records++;
    // Not where a hash would put it: partitions are kept, and not computed again.
    int partition = number / 2 % PARTITIONS;
    String key = "key" + number % 7;
    String value = (aborted ? "aborted" : "value") + number;
    var header = new RecordHeader("number", ("" + number).getBytes(StandardCharsets.UTF_8));
    // A failure fails the commit.
    var unused =
        producer.send(new ProducerRecord<>(departure, partition, key, value, List.of(header)));
    if (!aborted) {
      sent.computeIfAbsent(partition, p -> new ArrayList<>())
          .add(key + " " + value + " number=" + number);
    }
  }

  /** Takes what is there within a moment. */
  void poll() {
    for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
      StringBuilder text = new StringBuilder(record.key()).append(' ').append(record.value());
      record
          .headers()
          .forEach(
              header ->
                  text.append(' ')
                      .append(header.key())
                      .append('=')
                      .append(new String(header.value(), StandardCharsets.UTF_8)));
      arrived.computeIfAbsent(record.partition(), p -> new ArrayList<>()).add(text.toString());
    }
  }

  /** Whether the last record that was sent to each partition has arrived. */
  boolean isComplete() {
    return sent.entrySet().stream()
        .allMatch(
            entry ->
                arrived
                    .getOrDefault(entry.getKey(), List.of())
                    .contains(entry.getValue().get(entry.getValue().size() - 1)));
  }

  /** By partition, in order. */
  Map<Integer, List<String>> sent() {
    return sent;
  }

  /** By partition, in order. */
  Map<Integer, List<String>> arrived() {
    return arrived;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
