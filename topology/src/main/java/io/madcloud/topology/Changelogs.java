package io.madcloud.topology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * The topics that hold an engine's stores; Kafka Streams creates them at the first start, with as
 * many partitions as the inputs have.
 */
final class Changelogs {

  private static final List<String> STORES =
      List.of(
          MadcloudTopology.PROCESSES,
          MadcloudTopology.STOPPED,
          MadcloudTopology.TIMERS,
          MadcloudTopology.GATE);

  private final List<String> names;

  Changelogs(String applicationId) {
    names = STORES.stream().map(store -> applicationId + "-" + store + "-changelog").toList();
  }

  /** The names of all of them. */
  List<String> names() {
    return names;
  }

  /** The names of those that are there, each with the number of its partitions. */
  Map<String, Integer> partitions(Admin admin) throws InterruptedException {
    try {
      Set<String> known = admin.listTopics().names().get();
      List<String> there = names.stream().filter(known::contains).toList();
      Map<String, Integer> partitions = new TreeMap<>();
      for (TopicDescription topic : admin.describeTopics(there).allTopicNames().get().values()) {
        partitions.put(topic.name(), topic.partitions().size());
      }
      return partitions;
    } catch (ExecutionException e) {
      throw new EngineStartException(
          "Expected to read the topics of the stores, but: " + e.getCause().getMessage(),
          e.getCause());
    }
  }

  /**
   * Checks that the inputs have as many partitions as when the stores were made: a process lies in
   * the partition that its id leads to, and in another number of them it leads elsewhere.
   *
   * @param inputs how many partitions the inputs have
   * @throws EngineStartException saying what can be done
   */
  void check(Admin admin, int inputs) throws InterruptedException {
    Map<String, Integer> stores = partitions(admin);
    if (stores.values().stream().anyMatch(count -> count != inputs)) {
      throw new EngineStartException(
          ("Expected %d partitions in the topics of the stores, as the input topics have, but they"
                  + " have %s; partitions cannot be added to an engine that has processes, and"
                  + " docs/operations.md says what can be done instead")
              .formatted(inputs, stores),
          null);
    }
  }
}
