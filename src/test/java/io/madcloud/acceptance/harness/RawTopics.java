package io.madcloud.acceptance.harness;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that is in all topics of a cluster, aborted records included, as nothing but bytes. */
public final class RawTopics {

  /** By topic; each byte is a character. */
  private final Map<String, List<String>> records = new TreeMap<>();

  private RawTopics() {}

  /** Reads what there is now. */
  public static RawTopics read(TestBed bed) {
    RawTopics topics = new RawTopics();
    Map<String, Object> settings = Map.of("bootstrap.servers", bed.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .listTopics()
          .forEach(
              (topic, infos) ->
                  infos.forEach(it -> partitions.add(new TopicPartition(topic, it.partition()))));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        consumer.poll(Duration.ofMillis(100)).forEach(topics::add);
      }
    }
    return topics;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    StringBuilder text = new StringBuilder(text(record.key())).append(' ');
    text.append(text(record.value()));
    record.headers().forEach(header -> text.append(' ').append(text(header.value())));
    records.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(text.toString());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The topics in which a text stands. */
  public Set<String> having(String text) {
    Set<String> topics = new TreeSet<>();
    records.forEach(
        (topic, all) -> {
          if (all.stream().anyMatch(record -> record.contains(text))) {
            topics.add(topic);
          }
        });
    return topics;
  }
}
