package io.madcloud.app.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records that engines write, of one process or of all. Used by one thread. */
final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final byte[] key;

  /** Where the topics ended when this reader was opened. */
  private final Map<TopicPartition, Long> ends;

  private TopicReader(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, byte[] key) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.key = key;
    consumer.assign(partitions);
    this.ends = Map.copyOf(consumer.endOffsets(partitions));
    ends.forEach(consumer::seek);
  }

  /** Reads what is written from now on for this process. */
  static TopicReader of(ProcessClient client, String process, String... topics)
      throws InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      partitions.add(new TopicPartition(topic, client.partitionOf(topic, process)));
    }
    return new TopicReader(consumer(client), partitions, process.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what is written from now on for whatever process. */
  static TopicReader ofAll(ProcessClient client, String... topics) throws InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      for (int partition = 0; partition < client.partitions(topic); partition++) {
        partitions.add(new TopicPartition(topic, partition));
      }
    }
    return new TopicReader(consumer(client), partitions, null);
  }

  /**
   * When the record at an offset was written, by its own timestamp; empty when it is not there any
   * more.
   *
   * @param atMost how long to wait for it
   */
  static OptionalLong timeMs(
      ProcessClient client, TopicPartition at, long offset, Duration atMost) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
      consumer.assign(List.of(at));
      consumer.seek(at, offset);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
        return record.offset() == offset
            ? OptionalLong.of(record.timestamp())
            : OptionalLong.empty();
      }
      return OptionalLong.empty();
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(ProcessClient client) {
    Map<String, Object> settings = new HashMap<>(client.connection().clients());
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Goes back to the oldest record that is still there. */
  void toBeginning() {
    consumer.seekToBeginning(partitions);
  }

  /** Goes back to what was written at this time or later. */
  void toTime(long timeMs) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, timeMs));
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        consumer.offsetsForTimes(times).entrySet()) {
      if (found.getValue() != null) {
        consumer.seek(found.getKey(), found.getValue().offset());
      }
    }
  }

  /** The next records, in order within their partition. */
  List<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      if (key == null || Arrays.equals(key, record.key())) {
        records.add(record);
      }
    }
    return records;
  }

  /** How many records are between here and where the topics ended at first; about, and at most. */
  long behind() {
    long behind = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      behind += Math.max(0, end.getValue() - consumer.position(end.getKey()));
    }
    return behind;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
