package io.madcloud.app.cluster.mirror;

import io.madcloud.app.cluster.LoopbackPorts;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.Topics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What MirrorMaker is told: from each datacenter to each other one goes one topic, and nothing
 * else. A record arrives exactly once, in the partition that it has at home.
 *
 * @param bootstrapServers of the cluster of each datacenter, by its name
 * @param topicPrefix begins every topic name, such as {@code madcloud.}
 * @param senders the datacenters whose updates are carried; with a MirrorMaker for each direction,
 *     one of them
 */
public record MirrorSettings(
    Map<String, String> bootstrapServers, String topicPrefix, Set<String> senders) {

  private static final String TO = "to.";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

  /**
   * What one poll may hold, in bytes, so that a small heap suffices; a larger record comes alone.
   */
  private static final int FETCH_BYTES = 8 * 1024 * 1024;

  /**
   * Refuses what MirrorMaker would take without a word, and not mirror.
   *
   * @throws MirrorException if there are fewer than two datacenters, or a name is unusable
   */
  public MirrorSettings {
    bootstrapServers = Collections.unmodifiableMap(new TreeMap<>(bootstrapServers));
    senders = Set.copyOf(senders);
    if (bootstrapServers.size() < 2) {
      throw new MirrorException(
          "Expected at least two datacenters, but found " + bootstrapServers.keySet());
    }
    List<String> segments = List.of((topicPrefix + TO).split("\\."));
    for (String name : bootstrapServers.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw new MirrorException(
            "Expected letters, digits, '-' and '_' in the name of a datacenter, but found '%s'"
                .formatted(name));
      }
      // MirrorMaker reads where a record comes from off its topic's name, to see cycles.
      if (segments.contains(name)) {
        throw new MirrorException(
            "Expected a name that is no part of '%s%s', but a datacenter is called '%s'; rename it"
                .formatted(topicPrefix, TO, name));
      }
    }
  }

  /** For one MirrorMaker that carries the updates of all. */
  public MirrorSettings(Map<String, String> bootstrapServers, String topicPrefix) {
    this(bootstrapServers, topicPrefix, bootstrapServers.keySet());
  }

  /** The topic of updates for a datacenter, at home. */
  public String departure(String to) {
    return new Topics(topicPrefix).to(to);
  }

  /** The topic that they arrive in, at the datacenter that they are for. */
  public String arrival(String from, String to) {
    return from + "." + departure(to);
  }

  /**
   * The properties of a MirrorMaker.
   *
   * @param port that it listens on, on loopback, for itself
   */
  Properties properties(int port) {
    Properties p = new Properties();
    p.setProperty("clusters", String.join(",", bootstrapServers.keySet()));
    // Exactly-once support asks for it, even where all members are in one process.
    p.setProperty("dedicated.mode.enable.internal.rest", "true");
    p.setProperty("listeners", "http://" + LoopbackPorts.HOST + ":" + port);
    p.setProperty("plugin.discovery", "service_load");
    nothingElse(p);
    internalTopics(p);
    bootstrapServers.forEach((name, servers) -> cluster(p, name + ".", servers));
    for (String from : bootstrapServers.keySet()) {
      for (String to : bootstrapServers.keySet()) {
        if (!from.equals(to) && senders.contains(from)) {
          p.setProperty(from + "->" + to + ".enabled", "true");
          p.setProperty(from + "->" + to + ".topics", departure(to).replace(".", "\\."));
        }
      }
    }
    return p;
  }

  /**
   * Consumers keep their places with the topic that they read; nobody moves from one to another.
   */
  private static void nothingElse(Properties p) {
    p.setProperty("emit.heartbeats.enabled", "false");
    p.setProperty("heartbeats.replication.enabled", "false");
    p.setProperty("emit.checkpoints.enabled", "false");
    p.setProperty("emit.offset-syncs.enabled", "false");
    p.setProperty("sync.topic.acls.enabled", "false");
    // A new topic, and new partitions of an old one, are found by looking.
    p.setProperty("refresh.topics.interval.seconds", "5");
    // The default would silently leave out a datacenter called "replica".
    p.setProperty("topics.exclude", "__.*");
  }

  /** One copy, and few partitions: they are read whole at each start. */
  private static void internalTopics(Properties p) {
    p.setProperty("replication.factor", "1");
    p.setProperty("heartbeats.topic.replication.factor", "1");
    p.setProperty("config.storage.replication.factor", "1");
    p.setProperty("offset.storage.replication.factor", "1");
    p.setProperty("offset.storage.partitions", "1");
    p.setProperty("status.storage.replication.factor", "1");
    p.setProperty("status.storage.partitions", "1");
  }

  private static void cluster(Properties p, String name, String servers) {
    p.setProperty(name + "bootstrap.servers", servers);
    p.setProperty(name + "plugin.discovery", "service_load");
    p.setProperty(name + "exactly.once.source.support", "enabled");
    p.setProperty(name + "offset.flush.interval.ms", "1000");
    // How long a successor waits for one that was killed; brokers accept no shorter session.
    p.setProperty(name + "session.timeout.ms", "6000");
    p.setProperty(name + "heartbeat.interval.ms", "1500");
    p.setProperty(name + "rebalance.timeout.ms", "10000");
    p.setProperty(name + "scheduled.rebalance.max.delay.ms", "0");
    // Otherwise records of aborted transactions would cross as if they were committed.
    p.setProperty(name + "consumer.isolation.level", "read_committed");
    p.setProperty(name + "consumer.fetch.max.wait.ms", "50");
    p.setProperty(name + "consumer.fetch.max.bytes", Integer.toString(FETCH_BYTES));
    p.setProperty(name + "producer.linger.ms", "0");
    p.setProperty(
        name + "producer.max.request.size", Integer.toString(MadcloudConfig.MAX_RECORD_BYTES));
  }
}
