package io.madcloud.bench.byhand;

import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudTopology;
import io.madcloud.topology.Topics;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * The topology that one would have written by hand, on topics like those of an engine. Its store is
 * built by {@link MadcloudTopology}, so that it is set up as an engine's is.
 */
final class ByHandTopology {

  static final String PROCESSES = "processes";
  static final String JOURNAL = "journal";
  static final String OUTCOMES = "outcomes";

  /** The teams that the second and the third step belong to; each has a topic. */
  static final String SECOND_TEAM = "second-step";

  static final String THIRD_TEAM = "third-step";

  static final String CALLS = "calls";

  private static final String REQUESTS = "requests";

  private ByHandTopology() {}

  static Topology build(MadcloudConfig config, Variant variant, SchemaRegistry registry) {
    Topics topics = config.topics();
    Topology topology = new Topology();
    source(topology, REQUESTS, topics.notifications());
    String last;
    if (variant == Variant.HOPS) {
      last = hops(topology, topics, registry);
    } else if (variant.asksWorker()) {
      last = asking(topology, topics, variant, registry);
    } else {
      last = "steps";
      boolean journaled = variant == Variant.WHOLE;
      topology.addProcessor(last, () -> new ThreeSteps(registry, topics, journaled), REQUESTS);
    }
    topology.addStateStore(MadcloudTopology.keyValueStore(PROCESSES), last);
    if (variant == Variant.WHOLE || variant == Variant.HOPS) {
      sink(topology, JOURNAL, topics.journal(), last);
    }
    sink(topology, OUTCOMES, topics.outcomes(), last);
    return topology;
  }

  private static String hops(Topology topology, Topics topics, SchemaRegistry registry) {
    String second = topics.calls(SECOND_TEAM);
    String third = topics.calls(THIRD_TEAM);
    topology.addProcessor("first", () -> new FirstStep(registry, topics, second), REQUESTS);
    sink(topology, "to-second", second, "first");
    source(topology, "from-first", second);
    topology.addProcessor("second", () -> new SecondStep(registry, second, third), "from-first");
    sink(topology, "to-third", third, "second");
    source(topology, "from-second", third);
    topology.addProcessor("third", () -> new LastStep(registry, topics, third), "from-second");
    return "third";
  }

  private static String asking(
      Topology topology, Topics topics, Variant variant, SchemaRegistry registry) {
    source(topology, "replies", topics.replies());
    ProcessorSupplier<byte[], byte[], byte[], byte[]> processor =
        variant == Variant.CALLS
            ? () -> new ChainedCalls(registry, topics)
            : () -> new CallsAtOnce(registry, topics);
    topology.addProcessor("asking", processor, REQUESTS, "replies");
    sink(topology, CALLS, topics.calls(ByHandMain.WORKER), "asking");
    return "asking";
  }

  /** Whose topics stand between the steps, or take the calls. */
  static Set<String> teams(Variant variant) {
    return variant == Variant.HOPS
        ? Set.of(SECOND_TEAM, THIRD_TEAM)
        : variant.asksWorker() ? Set.of(ByHandMain.WORKER) : Set.of();
  }

  private static void source(Topology topology, String name, String topic) {
    ByteArrayDeserializer raw = new ByteArrayDeserializer();
    topology.addSource(
        AutoOffsetReset.earliest(), name, new WallclockTimestampExtractor(), raw, raw, topic);
  }

  private static void sink(Topology topology, String name, String topic, String parent) {
    ByteArraySerializer raw = new ByteArraySerializer();
    topology.addSink(name, topic, raw, raw, parent);
  }
}
