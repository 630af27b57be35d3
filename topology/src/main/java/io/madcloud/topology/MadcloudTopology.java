package io.madcloud.topology;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Sealing;
import io.madcloud.topology.program.Programs;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Call;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Turn;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The Kafka Streams topology: one fixed sub-topology whose names never change, so that programs
 * change without it. The ops that are known when it is built have a node of their own under {@code
 * turns}; they keep nothing, so engines with different sets of them work together.
 */
public final class MadcloudTopology {

  /** The store of running processes. */
  public static final String PROCESSES = "processes";

  /** The store of processes that stopped. */
  public static final String STOPPED = "stopped";

  /** The store of times to wake processes at. */
  public static final String TIMERS = "timers";

  /** The store of calls in flight to servers with a limit, and of calls that wait. */
  public static final String GATE = "gate";

  static final String TURNS = "turns";
  static final String SHARED_OPS = "ops";
  static final String CALLS = "calls";
  static final String PUBLISHED = "published";
  static final String JOURNAL = "journal";
  static final String OUTCOMES = "outcomes";
  static final String ANSWERS = "answers";
  static final String UPDATES = "updates";
  static final String DEAD_LETTERS = "dead-letters";

  /**
   * A record of a store may be as large as a part, and what Kafka adds. That of stopped processes
   * is deleted by time, and by nothing else: a size at which brokers delete topics would take
   * processes from a store that is restored, and their ids could be taken again.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "max.message.bytes",
          Integer.toString(2 * LargeRecords.PART_BYTES),
          "retention.bytes",
          "-1");

  private MadcloudTopology() {}

  /**
   * Builds the topology for one partition; every topic that calls go to is taken for granted.
   *
   * @param programs read at every turn; the ops of its current snapshot get nodes
   */
  public static Topology build(
      MadcloudConfig config, Programs programs, RecordSerdes serdes, MeterRegistry meters) {
    return build(
        config,
        programs,
        serdes,
        meters,
        CallTopics.ALL,
        1,
        new SweepProgress(meters),
        new TimerProgress(meters),
        EngineClock.WALL);
  }

  static Topology build(
      MadcloudConfig config,
      Programs programs,
      RecordSerdes serdes,
      MeterRegistry meters,
      CallTopics callTopics,
      int partitions,
      SweepProgress sweeps,
      TimerProgress timers,
      EngineClock clock) {
    Topics topics = config.topics();
    OpMetrics metrics = new OpMetrics(meters);
    Set<String> ownNodes = ownNodes(programs.current(), config.maxOpNodes());
    Serde<Call> calls = serdes.of(Call.class);
    Publishing publishing = new Publishing(serdes.ofOps(), callTopics);
    Sealing sealing = new Sealing(EncryptionConfig.keys(config));
    EngineSetup setup =
        new EngineSetup(
            programs,
            config.limits(),
            topics,
            callTopics,
            partitions,
            ownNodes,
            new Retention(config.retention()),
            config.tick(),
            config.sweepBatch(),
            sweeps,
            timers,
            new ServerLoads(meters),
            clock,
            new StateSerdes(serdes, config.applicationId(), sealing),
            sealing,
            new InputDecoder(topics, serdes, sealing),
            call -> calls.serializer().serialize(topics.deadLetters(), call),
            metrics,
            new LinkMetrics(meters));

    Topology topology = new Topology();
    addSource(topology, "notifications", topics.notifications());
    addSource(topology, "replies", topics.replies());
    addSource(topology, "controls", topics.controls());
    List<String> sources = new ArrayList<>(List.of("notifications", "replies", "controls"));
    for (String topic : topics.incoming()) {
      addSource(topology, topic, topic);
      sources.add(topic);
    }
    topology.addProcessor(TURNS, () -> new TurnProcessor(setup), sources.toArray(String[]::new));
    topology.addStateStore(keyValueStore(PROCESSES), TURNS);
    topology.addStateStore(stoppedStore(setup.retention()), TURNS);
    topology.addStateStore(smallStore(TIMERS), TURNS);
    topology.addStateStore(smallStore(GATE), TURNS);

    topology.addProcessor(SHARED_OPS, () -> new OpProcessor(metrics, publishing), TURNS);
    Set<String> callers = new LinkedHashSet<>();
    callers.add(SHARED_OPS);
    for (String path : ownNodes) {
      String node = OpProcessor.nodeName(path);
      topology.addProcessor(node, () -> new OpProcessor(metrics, publishing), TURNS);
      callers.add(node);
    }

    StringSerializer ids = new StringSerializer();
    topology.addSink(
        CALLS,
        (String id, Call call, RecordContext context) -> topics.calls(server(context)),
        ids,
        calls.serializer(),
        callers.toArray(String[]::new));
    topology.addSink(
        PUBLISHED,
        (String id, Publication publication, RecordContext context) -> publication.topic(),
        ids,
        (String topic, Publication publication) -> publication.value(),
        callers.toArray(String[]::new));
    topology.addSink(JOURNAL, topics.journal(), ids, serdes.of(Turn.class).serializer(), TURNS);
    topology.addSink(
        OUTCOMES, topics.outcomes(), ids, serdes.of(Outcome.class).serializer(), TURNS);
    topology.addSink(ANSWERS, topics.answers(), ids, serdes.of(Answer.class).serializer(), TURNS);
    if (topics.datacenters().areSeveral()) {
      topology.addSink(
          UPDATES,
          (String id, Departure departure, RecordContext context) -> departure.topic(),
          ids,
          (String topic, Departure departure) -> departure.bytes(),
          (topic, id, departure, count) -> Optional.of(Set.of(departure.partition())),
          TURNS);
    }
    ByteArraySerializer raw = new ByteArraySerializer();
    topology.addSink(DEAD_LETTERS, topics.deadLetters(), raw, raw, TURNS);
    return topology;
  }

  /**
   * Everything as bytes, so that what is bad can be put aside as it came. The stores' changelogs
   * have the time of the context, and the brokers' retention goes by that: so it is the wall
   * clock's, whatever time a producer wrote.
   */
  private static void addSource(Topology topology, String name, String topic) {
    ByteArrayDeserializer raw = new ByteArrayDeserializer();
    topology.addSource(
        AutoOffsetReset.earliest(), name, new WallclockTimestampExtractor(), raw, raw, topic);
  }

  private static Set<String> ownNodes(Program program, int most) {
    Set<String> nodes = new LinkedHashSet<>();
    for (Op op : program.ops().values()) {
      if (!op.isNotification() && nodes.size() < most) {
        nodes.add(op.path());
      }
    }
    return nodes;
  }

  private static String server(RecordContext context) {
    byte[] server = context.headers().lastHeader(OpProcessor.SERVER_HEADER).value();
    return new String(server, StandardCharsets.UTF_8);
  }

  /**
   * A store set up as that of running processes is, for who compares an engine with something else.
   */
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> keyValueStore(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> smallStore(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  private static StoreBuilder<WindowStore<Bytes, byte[]>> stoppedStore(Retention retention) {
    return Stores.windowStoreBuilder(
            retention.supplier(STOPPED), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }
}
