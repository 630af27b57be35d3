package io.madcloud.app.run;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.topology.Edges;
import io.madcloud.topology.TopicPlan;
import io.madcloud.topology.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The topics of an engine as they are on a cluster, and as somebody wants them. */
final class EngineTopics {

  /** Enough for a few engines with a few threads, and little to start with. */
  static final int DEFAULT_PARTITIONS = 4;

  static final String PARTITIONS_OPTION = "--partitions";

  private final Admin admin;
  private final TopicPlan plan;
  private final Edges edges;
  private final Map<String, Integer> found;
  private final int partitions;

  /**
   * Looks at what there is.
   *
   * @param wanted partitions; null for as many as there are, else the default
   * @throws InvalidInputException if another number was wanted than there is
   * @throws io.madcloud.topology.EngineStartException if what there is cannot serve one engine
   */
  EngineTopics(Admin admin, Topics topics, Edges edges, Integer wanted)
      throws InterruptedException {
    this.admin = admin;
    this.plan = new TopicPlan(topics);
    this.edges = edges;
    requirePartitions(wanted);
    this.found = plan.partitions(admin, edges);
    int agreed = plan.agreed(found).orElse(wanted == null ? DEFAULT_PARTITIONS : wanted);
    if (wanted != null && wanted != agreed) {
      throw new InvalidInputException(
          "Expected %s %d, as %s has, but found %d; topics that are keyed by process id keep theirs"
              .formatted(PARTITIONS_OPTION, agreed, topics.notifications(), wanted));
    }
    this.partitions = agreed;
  }

  /**
   * Sees that a number of partitions is one.
   *
   * @param wanted null for any
   */
  static void requirePartitions(Integer wanted) {
    if (wanted != null && wanted < 1) {
      throw new InvalidInputException(
          "Expected at least one partition, but " + PARTITIONS_OPTION + " is " + wanted);
    }
  }

  /** How many partitions those have that are keyed by process id. */
  int partitions() {
    return partitions;
  }

  /** The names of those that are not there. */
  List<String> missing() {
    return found.keySet().stream().filter(name -> found.get(name) == 0).toList();
  }

  /** The names of those that are there. */
  List<String> existing() {
    return found.keySet().stream().filter(name -> found.get(name) > 0).toList();
  }

  /** Creates those that are not there, and tells their names. */
  List<String> create(Optional<Short> replicationFactor) throws InterruptedException {
    return plan.create(admin, partitions, replicationFactor, edges);
  }
}
