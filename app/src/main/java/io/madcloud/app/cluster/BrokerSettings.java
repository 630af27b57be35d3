package io.madcloud.app.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The server properties of one node that is broker and controller and has no followers. */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Topics that the broker keeps for itself are small here: few partitions start faster. */
  private static final int INTERNAL_PARTITIONS = 4;

  private BrokerSettings() {}

  static Properties of(Path directory, int port, int controllerPort) {
    Map<String, Object> settings = new HashMap<>();
    node(settings, directory, port, controllerPort);
    internalTopics(settings);
    latency(settings);
    footprint(settings);
    Properties properties = new Properties();
    settings.forEach((key, value) -> properties.setProperty(key, value.toString()));
    return properties;
  }

  private static void node(Map<String, Object> s, Path directory, int port, int controllerPort) {
    String client = "PLAINTEXT://%s:%d".formatted(LoopbackPorts.HOST, port);
    String controller = "%s:%d".formatted(LoopbackPorts.HOST, controllerPort);
    s.put("node.id", NODE_ID);
    s.put("process.roles", "broker,controller");
    s.put("listeners", client + "," + CONTROLLER_LISTENER + "://" + controller);
    s.put("advertised.listeners", client);
    s.put("controller.listener.names", CONTROLLER_LISTENER);
    s.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    // Voters come from here and not from the data, so that ports may differ from start to start.
    s.put("controller.quorum.voters", NODE_ID + "@" + controller);
    s.put("log.dirs", directory);
    s.put("auto.create.topics.enable", false);
    s.put("default.replication.factor", 1);
    s.put("min.insync.replicas", 1);
  }

  private static void internalTopics(Map<String, Object> s) {
    s.put("offsets.topic.replication.factor", 1);
    s.put("offsets.topic.num.partitions", INTERNAL_PARTITIONS);
    s.put("transaction.state.log.replication.factor", 1);
    s.put("transaction.state.log.min.isr", 1);
    s.put("transaction.state.log.num.partitions", INTERNAL_PARTITIONS);
    s.put("share.coordinator.state.topic.replication.factor", 1);
    s.put("share.coordinator.state.topic.min.isr", 1);
    s.put("share.coordinator.state.topic.num.partitions", INTERNAL_PARTITIONS);
  }

  private static void latency(Map<String, Object> s) {
    // A start after a kill waits until the controller has given up the killed broker's session.
    s.put("broker.heartbeat.interval.ms", 500);
    s.put("broker.session.timeout.ms", 4_000);
    s.put("group.initial.rebalance.delay.ms", 0);
    s.put("group.streams.initial.rebalance.delay.ms", 0);
    // A member of a new kind of group learns of its partitions from the next heartbeat.
    for (String kind : List.of("consumer", "share", "streams")) {
      s.put("group." + kind + ".min.heartbeat.interval.ms", 500);
      s.put("group." + kind + ".heartbeat.interval.ms", 500);
      s.put("group." + kind + ".assignment.interval.ms", 0);
    }
    // How soon somebody else takes a call whose server died may be tried out with short locks.
    s.put("group.share.min.record.lock.duration.ms", 1_000);
    s.put("controller.quorum.append.linger.ms", 1);
    // What a killed producer left open blocks readers of committed records: look often.
    s.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
  }

  private static void footprint(Map<String, Object> s) {
    s.put("num.network.threads", 2);
    s.put("num.io.threads", 4);
    s.put("background.threads", 2);
    s.put("group.coordinator.threads", 1);
    s.put("group.coordinator.background.threads", 1);
    // What a topic's retention has let go leaves the disk soon, for it may be small.
    s.put("log.retention.check.interval.ms", 30_000);
    s.put("log.cleaner.dedupe.buffer.size", 8 * 1024 * 1024);
  }
}
