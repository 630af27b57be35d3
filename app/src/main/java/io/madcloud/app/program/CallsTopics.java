package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.engine.program.Program;
import io.madcloud.topology.TopicPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The topics for calls to the servers of a program, as many of them as are missing. */
final class CallsTopics {

  private final Connection connection;
  private final TopicPlan plan;
  private final Set<String> servers = new TreeSet<>();
  private final int partitions;

  /**
   * Looks at what there is.
   *
   * @throws io.madcloud.app.cli.UnreachableException if the topics of an engine are not there
   */
  CallsTopics(Connection connection, Program program) throws InterruptedException {
    this.connection = connection;
    this.plan = new TopicPlan(connection.topics());
    connection.requireTopics(connection.topics().notifications());
    Set<String> called = DeclaredProgram.servers(program);
    Map<String, Integer> found = plan.partitions(connection.admin(), called);
    this.partitions = found.get(connection.topics().notifications());
    for (String server : called) {
      if (found.get(connection.topics().calls(server)) == 0) {
        servers.add(server);
      }
    }
  }

  /** The names of those that are missing. */
  List<String> missing() {
    return servers.stream().map(connection.topics()::calls).toList();
  }

  /** Creates them with as many partitions as notifications have, and tells their names. */
  List<String> create() throws InterruptedException {
    return servers.isEmpty()
        ? List.of()
        : plan.createCalls(connection.admin(), partitions, servers);
  }
}
