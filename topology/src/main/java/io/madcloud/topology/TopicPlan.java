package io.madcloud.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

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
   * Creates what is missing, and returns when the brokers know of it.
   *
   * @param partitions of the topics that are keyed by process id; servers need as many
   * @param replicationFactor empty for the brokers' default
   * @param edges whose topics are wanted as well
   * @return the names of the topics that were created
   */
  public List<String> create(
      Admin admin, int partitions, Optional<Short> replicationFactor, Edges edges)
      throws InterruptedException {
    Map<String, Integer> found = partitions(admin, edges);
    List<NewTopic> wanted = new ArrayList<>();
    topics(edges)
        .forEach(
            (name, configs) -> {
              if (found.get(name) == 0) {
                int count = name.equals(topics.programs()) ? 1 : partitions;
                wanted.add(
                    new NewTopic(name, Optional.of(count), replicationFactor).configs(configs));
              }
            });
    return TopicCreation.create(admin, wanted);
  }

  /**
   * Creates those topics of edges that are missing, with as many copies as the brokers' default
   * says. Whoever may only look for the others is not to try.
   *
   * @param missing their names
   * @return the names of the topics that were created
   */
  public List<String> createEdges(
      Admin admin, int partitions, Edges edges, Collection<String> missing)
      throws InterruptedException {
    List<NewTopic> wanted = new ArrayList<>();
    topicsOf(edges)
        .forEach(
            (name, configs) -> {
              if (missing.contains(name)) {
                wanted.add(
                    new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs));
              }
            });
    return TopicCreation.create(admin, wanted);
  }

  /** The names of the topics of edges. */
  public Set<String> names(Edges edges) {
    return topicsOf(edges).keySet();
  }

  /** The topics that an engine needs, and those of edges, with their settings. */
  private Map<String, Map<String, String>> topics(Edges edges) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put(topics.notifications(), Map.of());
    all.put(topics.replies(), Map.of());
    all.put(topics.controls(), Map.of());
    all.put(topics.answers(), FOR_MINUTES);
    all.put(topics.programs(), FOR_EVER);
    all.put(topics.journal(), LARGE);
    all.put(topics.outcomes(), LARGE);
    all.put(topics.deadLetters(), LARGE);
    topics.outgoing().forEach(topic -> all.put(topic, LARGE));
    topics.incoming().forEach(topic -> all.put(topic, LARGE));
    topicsOf(edges).forEach(all::putIfAbsent);
    return all;
  }

  /** What others write or read is as the brokers' defaults say. */
  private Map<String, Map<String, String>> topicsOf(Edges edges) {
    Map<String, Map<String, String>> own = new LinkedHashMap<>();
    edges.servers().forEach(server -> own.put(topics.calls(server), LARGE));
    edges.topics().forEach(topic -> own.put(topic, Map.of()));
    return own;
  }

  /**
   * Checks that every topic is there, that those keyed by process id which the engine reads have as
   * many partitions as each other, and that the program log has one.
   *
   * @return how many those have that are keyed by process id
   * @throws EngineStartException saying all that is wrong and what to do
   */
  public int check(Admin admin) throws InterruptedException {
    Map<String, Integer> partitions = partitions(admin, Edges.NONE);
    List<String> problems = new ArrayList<>();
    partitions.forEach(
        (topic, count) -> {
          if (count == 0) {
            problems.add("Expected topic " + topic + ", but it does not exist");
          }
        });
    if (!problems.isEmpty()) {
      problems.add("'bin/madcloud topics create' creates what is missing");
      throw new EngineStartException(String.join("; ", problems), null);
    }
    checkCounts(partitions);
    return partitions.get(topics.notifications());
  }

  /**
   * How many partitions a missing topic should get: as many as those have that an engine reads.
   *
   * @param found of each topic, 0 where there is none
   * @return empty when none of them is there
   * @throws EngineStartException if those that are there cannot serve one engine
   */
  public OptionalInt agreed(Map<String, Integer> found) {
    checkCounts(found);
    return inputs(found).values().stream().mapToInt(Integer::intValue).findFirst();
  }

  private void checkCounts(Map<String, Integer> found) {
    Map<String, Integer> inputs = inputs(found);
    if (Set.copyOf(inputs.values()).size() > 1) {
      throw new EngineStartException(
          "Expected the same number of partitions in all input topics, but they have " + inputs,
          null);
    }
    if (found.get(topics.programs()) > 1) {
      throw new EngineStartException(
          "Expected one partition in "
              + topics.programs()
              + ", but it has "
              + found.get(topics.programs()),
          null);
    }
  }

  private Map<String, Integer> inputs(Map<String, Integer> found) {
    Map<String, Integer> inputs = new TreeMap<>(found);
    Set<String> read = new HashSet<>(topics.incoming());
    read.addAll(List.of(topics.notifications(), topics.replies(), topics.controls()));
    read.addAll(topics.outgoing()); // Mirrors have as many, and there they are read.
    inputs.keySet().retainAll(read);
    inputs.values().removeIf(count -> count == 0);
    return inputs;
  }

  /**
   * How many partitions each topic has, in the order of this plan; 0 where there is none.
   *
   * @param edges whose topics are asked for, too
   */
  public Map<String, Integer> partitions(Admin admin, Edges edges) throws InterruptedException {
    try {
      Set<String> names = topics(edges).keySet();
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
