package io.madcloud.app.process;

import io.madcloud.app.cli.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The links from other datacenters to a cluster, as its topics tell.
 *
 * @param here the cluster's own datacenter
 * @param behind by datacenter, how many records of it were mirrored and not taken yet; what Kafka
 *     writes between records counts as well
 */
record Links(String here, SortedMap<String, Long> behind) {

  /** Empty when there is no link. */
  static Optional<Links> of(Connection connection) throws InterruptedException {
    Pattern incoming =
        Pattern.compile("(.+)\\." + Pattern.quote(connection.topics().prefix()) + "to\\.(.+)");
    Set<String> topics = connection.answer(connection.admin().listTopics().names());
    String here = null;
    SortedMap<String, String> mirrors = new TreeMap<>();
    for (String topic : topics) {
      Matcher names = incoming.matcher(topic);
      if (names.matches()) {
        here = names.group(2);
        mirrors.put(names.group(1), topic);
      }
    }
    if (here == null) {
      return Optional.empty();
    }
    SortedMap<String, Long> behind = new TreeMap<>();
    for (Map.Entry<String, String> mirror : mirrors.entrySet()) {
      behind.put(mirror.getKey(), behind(connection, mirror.getValue()));
    }
    return Optional.of(new Links(here, behind));
  }

  private static long behind(Connection connection, String topic) throws InterruptedException {
    TopicDescription description =
        connection
            .answer(connection.admin().describeTopics(Set.of(topic)).allTopicNames())
            .get(topic);
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    description
        .partitions()
        .forEach(it -> wanted.put(new TopicPartition(topic, it.partition()), OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        connection.answer(connection.admin().listOffsets(wanted).all());
    Map<TopicPartition, OffsetAndMetadata> taken =
        connection.answer(
            connection
                .admin()
                .listConsumerGroupOffsets(connection.config().applicationId())
                .partitionsToOffsetAndMetadata());
    long behind = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata committed = taken.get(end.getKey());
      behind += end.getValue().offset() - (committed == null ? 0 : committed.offset());
    }
    return behind;
  }
}
