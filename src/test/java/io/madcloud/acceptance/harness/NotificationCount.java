package io.madcloud.acceptance.harness;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many committed notifications there are of each process id. One thread. */
public final class NotificationCount implements AutoCloseable {
  private static final String TOPIC = "madcloud.notifications";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<String, Integer> byProcess = new TreeMap<>();

  NotificationCount(Map<String, Object> clients) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(TOPIC, info.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** Counts what has come, and waits for it at most this long. */
  public NotificationCount poll(Duration atMost) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      byProcess.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum);
    }
    return this;
  }

  /** Counts all that is committed by now. */
  public NotificationCount readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
      poll(Duration.ofMillis(100));
    }
    return this;
  }

  /** By process id. */
  public Map<String, Integer> byProcess() {
    return byProcess;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
