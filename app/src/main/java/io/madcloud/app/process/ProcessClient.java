package io.madcloud.app.process;

import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.UnreachableException;
import io.madcloud.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** Writes records about processes and reads those of engines. Used by one thread. */
final class ProcessClient implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Connection connection;
  private final Map<String, Integer> partitions = new HashMap<>();
  private KafkaProducer<String, byte[]> producer;

  ProcessClient(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  Topics topics() {
    return connection.topics();
  }

  /**
   * How many partitions a topic has.
   *
   * @throws UnreachableException if there is no such topic
   */
  int partitions(String topic) throws InterruptedException {
    Integer known = partitions.get(topic);
    if (known == null) {
      connection.requireTopics(topic);
      known =
          connection
              .answer(connection.admin().describeTopics(List.of(topic)).allTopicNames())
              .get(topic)
              .partitions()
              .size();
      partitions.put(topic, known);
    }
    return known;
  }

  /** Where engines, and most producers, write records of this process. */
  int partitionOf(String topic, String process) throws InterruptedException {
    byte[] key = process.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions(topic);
  }

  /** Writes a record and waits until it has arrived. */
  <T extends SpecificRecord> RecordMetadata send(
      String topic, int partition, String process, T record) throws InterruptedException {
    byte[] value = serialize(topic, record);
    try {
      return producer().send(new ProducerRecord<>(topic, partition, process, value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Expected %s to take the record, but: %s".formatted(topic, e.getCause().getMessage()),
          e.getCause());
    }
  }

  @SuppressWarnings("unchecked") // A record is of its own class.
  private <T extends SpecificRecord> byte[] serialize(String topic, T record) {
    return connection
        .serdes()
        .of((Class<T>) record.getClass())
        .serializer()
        .serialize(topic, record);
  }

  /** Reads what engines wrote. */
  <T extends SpecificRecord> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    try {
      return connection
          .serdes()
          .of(type)
          .deserializer()
          .deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      throw new IllegalStateException(
          "Expected a record of an engine in %s, partition %d, offset %d, but: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>(connection.clients());
      settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE);
    }
  }
}
