package io.madcloud.topology.program;

import io.madcloud.wire.ProgramChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's clients as the program log needs them, whatever else the configuration says. */
final class ProgramClients {

  private static final int ANSWER_MS = 15_000;

  private ProgramClients() {}

  /**
   * @param group to commit offsets in; empty for none
   */
  static Consumer<byte[], byte[]> consumer(Map<String, Object> config, Optional<String> group) {
    Map<String, Object> own = new HashMap<>(config);
    own.remove(ConsumerConfig.GROUP_ID_CONFIG);
    group.ifPresent(name -> own.put(ConsumerConfig.GROUP_ID_CONFIG, name));
    own.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    own.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, ProgramLog.THREAD);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A log that lost what was to be read next is no longer the log that was begun.
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  static Producer<String, ProgramChange> producer(
      Map<String, Object> config, Serializer<ProgramChange> values) {
    Map<String, Object> own = new HashMap<>(config);
    own.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    own.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "madcloud-program-publisher");
    own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    return new KafkaProducer<>(own, new StringSerializer(), values);
  }

  /**
   * A producer would have a topic created that is not there, with as many partitions and as short a
   * life as the broker's defaults give it.
   */
  static void requireTopic(Map<String, Object> config, String topic) throws InterruptedException {
    try (Admin admin = Admin.create(new HashMap<>(config))) {
      TopicDescription found =
          admin
              .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(ANSWER_MS))
              .topicNameValues()
              .get(topic)
              .get();
      if (found.partitions().size() != 1) {
        throw new ProgramLogException(
            "Expected one partition of topic %s, for the order of all declarations, but it has %d"
                .formatted(topic, found.partitions().size()));
      }
    } catch (ExecutionException e) {
      String reason =
          e.getCause() instanceof UnknownTopicOrPartitionException
              ? "there is none"
              : "the brokers at %s say: %s"
                  .formatted(
                      config.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG),
                      e.getCause().getMessage());
      throw new ProgramLogException(
          "Expected topic " + topic + " with one partition, but " + reason, e.getCause());
    }
  }
}
