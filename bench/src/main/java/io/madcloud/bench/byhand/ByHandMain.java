package io.madcloud.bench.byhand;

import io.madcloud.bench.process.EngineArguments;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.MadcloudConfig;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;

/** Runs the topology by hand until it is stopped: {@code VARIANT KEY=VALUE…}. */
public final class ByHandMain {

  /** What is printed once inputs are taken. */
  public static final String RUNNING = "The topology is running.";

  /** The server that takes steps in a process of its own. */
  public static final String WORKER = "worker";

  /** How many steps {@link Variant#FAN_OUT} asks for. */
  public static final int CALLS_AT_ONCE = 100;

  private ByHandMain() {}

  /** Takes an engine's configuration, so that both sides have the same one. */
  public static void main(String[] args) throws InterruptedException {
    Variant variant = Variant.valueOf(args[0]);
    MadcloudConfig config = EngineArguments.parse(args);
    AvroFormat.trustOwnClasses();
    SchemaRegistry registry = SchemaRegistry.of(config.clientProperties());
    CountDownLatch ended = new CountDownLatch(1);
    try (KafkaStreams streams =
        new KafkaStreams(
            ByHandTopology.build(config, variant, registry), config.streamsProperties())) {
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
              System.out.println(RUNNING);
            } else if (now == KafkaStreams.State.ERROR) {
              ended.countDown();
            }
          });
      streams.start();
      ended.await();
    }
    System.exit(1);
  }

  /** The names in the topics that calls of a variant go to. */
  public static Set<String> teams(Variant variant) {
    return ByHandTopology.teams(variant);
  }
}
