package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.engine.program.Program;
import io.madcloud.topology.Edges;
import io.madcloud.topology.TopicPlan;
import java.util.List;
import java.util.Map;

/** The topics that the ops of a program name, as many of them as are missing. */
final class EdgeTopics {

  private final Connection connection;
  private final TopicPlan plan;
  private final Edges edges;
  private final List<String> missing;
  private final int partitions;

  /**
   * Looks at what there is.
   *
   * @throws io.madcloud.app.cli.UnreachableException if the topics of an engine are not there
   */
  EdgeTopics(Connection connection, Program program) throws InterruptedException {
    this.connection = connection;
    this.plan = new TopicPlan(connection.topics());
    connection.requireTopics(connection.topics().notifications());
    this.edges = Edges.of(program);
    Map<String, Integer> found = plan.partitions(connection.admin(), edges);
    this.partitions = found.get(connection.topics().notifications());
    this.missing = plan.names(edges).stream().filter(name -> found.get(name) == 0).toList();
  }

  /** The names of those that are missing. */
  List<String> missing() {
    return missing;
  }

  /** Creates them with as many partitions as notifications have, and tells their names. */
  List<String> create() throws InterruptedException {
    return missing.isEmpty()
        ? List.of()
        : plan.createEdges(connection.admin(), partitions, edges, missing);
  }
}
