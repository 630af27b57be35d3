package io.madcloud.app.process;

import io.madcloud.app.cli.Connection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Why no engine says anything: what the brokers know of the engines' group. */
final class Silence {

  private static final String START = "start one with 'bin/madcloud run' or 'bin/madcloud dev'";

  private Silence() {}

  /** A clause for the end of a message. */
  static String why(Connection connection) throws InterruptedException {
    String id = connection.config().applicationId();
    try {
      ConsumerGroupDescription group =
          connection.admin().describeConsumerGroups(List.of(id)).all().get().get(id);
      return why(id, group.groupState(), group.members().size());
    } catch (ExecutionException e) {
      return e.getCause() instanceof GroupIdNotFoundException
          ? noneEver(id)
          : "what engine '%s' does is not known either: %s"
              .formatted(id, e.getCause().getMessage());
    }
  }

  static String why(String id, GroupState state, int threads) {
    return switch (state) {
      case EMPTY -> "no engine '" + id + "' runs; " + START;
      case DEAD, NOT_READY, UNKNOWN -> noneEver(id);
      case PREPARING_REBALANCE, COMPLETING_REBALANCE, ASSIGNING, RECONCILING ->
          "the threads of engine '%s' are sharing out their partitions; try again".formatted(id);
      case STABLE ->
          ("engine '%s' has %d thread%s at work, which may be restoring state or have much to do;"
                  + " try again, or with a longer --timeout")
              .formatted(id, threads, threads == 1 ? "" : "s");
    };
  }

  private static String noneEver(String id) {
    return "no engine '%s' has been on this cluster; %s".formatted(id, START);
  }
}
