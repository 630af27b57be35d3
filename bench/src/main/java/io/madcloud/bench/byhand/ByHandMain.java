package io.madcloud.bench.byhand;

import io.madcloud.bench.wire.Request;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.MadcloudConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.streams.KafkaStreams;

/** Runs the topology by hand until it is stopped: {@code VARIANT KEY=VALUE…}. */
public final class ByHandMain {

  /** What is printed once inputs are taken. */
  public static final String RUNNING = "The topology is running.";

  private ByHandMain() {}

  /** Takes an engine's configuration, so that both sides have the same one. */
  public static void main(String[] args) throws InterruptedException {
    Variant variant = Variant.valueOf(args[0]);
    Map<String, Object> properties = new HashMap<>();
    for (String arg : Set.of(args)) {
      int equals = arg.indexOf('=');
      if (equals > 0) {
        properties.put(arg.substring(0, equals), arg.substring(equals + 1));
      }
    }
    MadcloudConfig config = new MadcloudConfig(properties);
    trustOwnClasses();
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

  /** Avro makes generated classes by name only if told so. */
  private static void trustOwnClasses() {
    String own = Request.class.getPackageName();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(own)));
  }

  /** The names in the topics that stand between the steps of a variant. */
  public static Set<String> teams(Variant variant) {
    return ByHandTopology.teams(variant);
  }
}
