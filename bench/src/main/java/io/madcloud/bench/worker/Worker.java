package io.madcloud.bench.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A server as simple as can be, and the same for every side but for its records: one thread reads
 * committed calls and answers each at least once.
 */
final class Worker {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Answering answering;

  private volatile Exception failure;

  /**
   * Connects.
   *
   * @param clients configuration of Kafka's clients
   */
  Worker(Map<String, Object> clients, String group, Answering answering) {
    this.answering = answering;
    Map<String, Object> reading = new HashMap<>(clients);
    reading.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Map<String, Object> writing = new HashMap<>(clients);
    writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    writing.put(ProducerConfig.ACKS_CONFIG, "all");
    writing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Answers until a reply does not arrive; tells when it begins. */
  void run(String topic, Runnable begins) {
    consumer.subscribe(
        List.of(topic),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            begins.run();
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        });
    while (failure == null) {
      for (ConsumerRecord<byte[], byte[]> call : consumer.poll(POLL)) {
        var unused = // The callback hears of it.
            producer.send(
                answering.answer(call),
                (metadata, error) -> {
                  if (error != null) {
                    failure = error;
                  }
                });
      }
      producer.flush();
      consumer.commitAsync();
    }
    throw new IllegalStateException(
        "Expected replies to arrive, but " + failure.getMessage(), failure);
  }
}
