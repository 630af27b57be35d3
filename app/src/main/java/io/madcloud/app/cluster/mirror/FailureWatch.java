package io.madcloud.app.cluster.mirror;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.apache.kafka.connect.mirror.MirrorMakerConfig;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.apache.kafka.connect.mirror.SourceAndTarget;
import org.apache.kafka.connect.runtime.AbstractStatus;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when records do not cross any more because something failed: Kafka Connect would
 * leave it at that, and whoever started the process could not tell.
 */
final class FailureWatch {

  private static final Logger LOG = LoggerFactory.getLogger(FailureWatch.class);
  private static final long INTERVAL_MS = 2_000;

  private final MirrorMaker mirrorMaker;
  private final List<SourceAndTarget> directions;
  private final String address;

  private FailureWatch(MirrorMaker mirrorMaker, MirrorMakerConfig config) {
    this.mirrorMaker = mirrorMaker;
    this.directions = config.clusterPairs();
    this.address = config.originalsStrings().get("listeners").replace("http://", "");
  }

  /** Looks from time to time, in a thread of its own. */
  static void start(MirrorMaker mirrorMaker, Map<String, String> properties) {
    FailureWatch watch = new FailureWatch(mirrorMaker, new MirrorMakerConfig(properties));
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "mirror-failure-watch");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        executor.scheduleWithFixedDelay(
            watch::look, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (SourceAndTarget direction : directions) {
      failures(direction)
          .findFirst()
          .ifPresent(
              failure -> {
                LOG.error("Expected records to cross {}, but: {}", direction, failure.trace());
                System.exit(MirrorMain.FAILED);
              });
    }
  }

  private Stream<ConnectorStateInfo.AbstractState> failures(SourceAndTarget direction) {
    try {
      ConnectorStateInfo info =
          mirrorMaker.connectorStatus(direction, MirrorSourceConnector.class.getSimpleName());
      return Stream.concat(Stream.of(info.connector()), info.tasks().stream())
          .filter(state -> state.state().equals(AbstractStatus.State.FAILED.name()))
          // What a predecessor failed of is known until it is tried again.
          .filter(state -> state.workerId().startsWith(address + "/"));
    } catch (NotFoundException e) {
      return Stream.empty(); // It has not begun.
    }
  }
}
