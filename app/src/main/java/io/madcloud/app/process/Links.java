package io.madcloud.app.process;

import io.madcloud.app.cli.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.OffsetSpec;
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
    Map<TopicPartition, Long> ends = ends(connection, mirrors.values());
    TakenOffsets taken = TakenOffsets.now(connection);
    mirrors.forEach(
        (datacenter, topic) -> {
          long records =
              ends.entrySet().stream()
                  .filter(it -> it.getKey().topic().equals(topic))
                  .mapToLong(it -> it.getValue() - taken.next(it.getKey()))
                  .sum();
          behind.put(datacenter, records);
        });
    return Optional.of(new Links(here, behind));
  }

  private static Map<TopicPartition, Long> ends(Connection connection, Collection<String> topics)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    connection
        .answer(connection.admin().describeTopics(topics).allTopicNames())
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        it ->
                            wanted.put(
                                new TopicPartition(topic, it.partition()), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    connection
        .answer(connection.admin().listOffsets(wanted).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}
