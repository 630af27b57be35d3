package io.madcloud.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics that an engine needs: creates them when somebody asks, and checks at start that they
 * are as they must be. An engine creates no topic by itself.
 */
public final class TopicPlan {

  private static final Map<String, String> LARGE =
      Map.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MadcloudConfig.MAX_RECORD_BYTES));
  private static final Map<String, String> FOR_EVER = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");

  /** Whoever asked is there to read the answer; nobody else wants it later. */
  private static final Map<String, String> FOR_MINUTES =
      Map.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(MadcloudConfig.MAX_RECORD_BYTES),
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(Duration.ofMinutes(10).toMillis()),
          TopicConfig.SEGMENT_MS_CONFIG,
          Long.toString(Duration.ofMinutes(10).toMillis()));

  private final Topics topics;

  public TopicPlan(Topics topics) {
    this.topics = topics;
  }

  /**
   * Creates what is missing.
   *
   * @param partitions of the topics that are keyed by process id; servers need as many
   * @param replicationFactor empty for the brokers' default
   * @param servers whose calls topics are wanted
   * @return the names of the topics that were created
   */
  public List<String> create(
      Admin admin, int partitions, Optional<Short> replicationFactor, Set<String> servers)
      throws InterruptedException {
    List<NewTopic> wanted = new ArrayList<>();
    wanted.add(new NewTopic(topics.notifications(), Optional.of(partitions), replicationFactor));
    wanted.add(new NewTopic(topics.replies(), Optional.of(partitions), replicationFactor));
    wanted.add(new NewTopic(topics.controls(), Optional.of(partitions), replicationFactor));
    wanted.add(
        new NewTopic(topics.programs(), Optional.of(1), replicationFactor).configs(FOR_EVER));
    wanted.add(
        new NewTopic(topics.journal(), Optional.of(partitions), replicationFactor).configs(LARGE));
    wanted.add(
        new NewTopic(topics.outcomes(), Optional.of(partitions), replicationFactor).configs(LARGE));
    wanted.add(
        new NewTopic(topics.deadLetters(), Optional.of(partitions), replicationFactor)
            .configs(LARGE));
    wanted.add(
        new NewTopic(topics.answers(), Optional.of(partitions), replicationFactor)
            .configs(FOR_MINUTES));
    for (String server : servers) {
      wanted.add(
          new NewTopic(topics.calls(server), Optional.of(partitions), replicationFactor)
              .configs(LARGE));
    }
    List<String> created = new ArrayList<>();
    for (var result : admin.createTopics(wanted).values().entrySet()) {
      try {
        result.getValue().get();
        created.add(result.getKey());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new EngineStartException(
              "Expected to create topic " + result.getKey() + ", but: " + e.getCause().getMessage(),
              e.getCause());
        }
      }
    }
    return created;
  }

  /**
   * Checks that every topic is there, that those keyed by process id which the engine reads have as
   * many partitions as each other, and that the program log has one.
   *
   * @throws EngineStartException saying all that is wrong and what to do
   */
  public void check(Admin admin) throws InterruptedException {
    Map<String, Integer> partitions = partitions(admin);
    List<String> problems = new ArrayList<>();
    partitions.forEach(
        (topic, count) -> {
          if (count == 0) {
            problems.add("Expected topic " + topic + ", but it does not exist");
          }
        });
    if (!problems.isEmpty()) {
      problems.add("create the missing topics first");
      throw new EngineStartException(String.join("; ", problems), null);
    }
    Map<String, Integer> inputs = new TreeMap<>(partitions);
    inputs.keySet().retainAll(Set.of(topics.notifications(), topics.replies(), topics.controls()));
    if (Set.copyOf(inputs.values()).size() > 1) {
      throw new EngineStartException(
          "Expected the same number of partitions in all input topics, but they have " + inputs,
          null);
    }
    if (partitions.get(topics.programs()) != 1) {
      throw new EngineStartException(
          "Expected one partition in "
              + topics.programs()
              + ", but it has "
              + partitions.get(topics.programs()),
          null);
    }
  }

  private Map<String, Integer> partitions(Admin admin) throws InterruptedException {
    List<String> names =
        List.of(
            topics.notifications(),
            topics.replies(),
            topics.controls(),
            topics.answers(),
            topics.programs(),
            topics.journal(),
            topics.outcomes(),
            topics.deadLetters());
    try {
      Set<String> known = admin.listTopics().names().get();
      List<String> present = names.stream().filter(known::contains).toList();
      Map<String, TopicDescription> described = admin.describeTopics(present).allTopicNames().get();
      Map<String, Integer> partitions = new LinkedHashMap<>();
      for (String name : names) {
        TopicDescription description = described.get(name);
        partitions.put(name, description == null ? 0 : description.partitions().size());
      }
      return partitions;
    } catch (ExecutionException e) {
      throw new EngineStartException(
          "Expected to read the topics, but: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
