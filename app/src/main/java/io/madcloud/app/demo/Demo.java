package io.madcloud.app.demo;

import io.madcloud.app.cluster.DevCluster;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.Plugins;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.Edges;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.madcloud.topology.TopicPlan;
import io.madcloud.topology.program.ProgramPublisher;
import io.madcloud.wire.Notification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One run of the demo on a cluster that is up. */
final class Demo {

  private static final String SYSTEM_1 = "/sync/system1";
  private static final String SYSTEM_2 = "/sync/system2";
  private static final String SYSTEM_3 = "/sync/system3";
  private static final int PARTITIONS = 4;
  private static final int THREADS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHOWN_LIVE = 3;

  private final Screen screen;
  private final DevCluster cluster;
  private final MadcloudConfig config;
  private final int processes;
  private final Audit audit = new Audit();

  Demo(Screen screen, DevCluster cluster, Path stateDirectory, int processes) {
    this.screen = screen;
    this.cluster = cluster;
    this.processes = processes;
    this.config =
        new MadcloudConfig(
            Map.of(
                MadcloudConfig.BOOTSTRAP_SERVERS,
                cluster.bootstrapServers(),
                "schema.registry.url",
                cluster.schemaRegistryUrl(),
                MadcloudConfig.STATE_DIR,
                stateDirectory.toString(),
                MadcloudConfig.THREADS,
                THREADS));
  }

  /** The exit code: 0 when every update was seen exactly once by every other system. */
  int run() throws IOException, InterruptedException {
    Map<String, Object> clients = config.clientProperties();
    String programs = config.topics().programs();
    try (Admin admin = Admin.create(clients)) {
      new TopicPlan(config.topics()).create(admin, PARTITIONS, Optional.empty(), Edges.NONE);
    }
    try (ProgramPublisher publisher = ProgramPublisher.open(clients, programs)) {
      Declaration twoSystems = read("program.yaml", Program.EMPTY);
      audit.expect(publisher.publish(twoSystems, List.of()), Set.of(SYSTEM_1, SYSTEM_2));
      screen.say("Mounted Simple Sync with system 1 and system 2: %d ops", twoSystems.ops().size());
      try (MadcloudStreams engine =
          MadcloudStreams.start(
              config, Plugins.load(getClass().getClassLoader()), new SimpleMeterRegistry())) {
        if (!engine.awaitRunning(PATIENCE)) {
          throw new IllegalStateException("Expected the engine to run, but it does not");
        }
        screen.say("The engine runs: %d threads, exactly-once", THREADS);
        return play(engine, publisher);
      }
    }
  }

  private int play(MadcloudStreams engine, ProgramPublisher publisher)
      throws IOException, InterruptedException {
    List<String> two = List.of(SYSTEM_1, SYSTEM_2);
    try (KafkaProducer<String, Notification> producer = producer();
        JournalConsumer journal =
            new JournalConsumer(
                cluster.bootstrapServers(),
                cluster.schemaRegistryUrl(),
                config.topics().journal())) {
      Load load = new Load(producer, config.topics().notifications(), processes, two);
      Watch watch = new Watch(screen, journal, audit, load, processes);
      Thread loading = new Thread(load, "demo-load");
      loading.setDaemon(true);
      screen.say("Publishing %,d updates; the first as they happen:", processes);
      loading.start();
      long startNs = System.nanoTime();
      watch.showNext(SHOWN_LIVE);
      watch.until(() -> audit.finished() >= processes / 3);

      long declared = publisher.publish(read("third-system.yaml", engine.program()), List.of());
      audit.expect(declared, Set.of(SYSTEM_1, SYSTEM_2, SYSTEM_3));
      engine.programs().awaitRevision(declared, PATIENCE);
      screen.say("Dropped system 3 in while the others run; it takes part at once:");
      load.produceBy(List.of(SYSTEM_1, SYSTEM_2, SYSTEM_3));
      watch.showNextWith(SYSTEM_3, SHOWN_LIVE);
      watch.until(() -> audit.finished() >= processes * 2 / 3);

      load.produceBy(two);
      watch.until(() -> audit.producedBy(SYSTEM_3) >= load.sentBy(2));
      Declaration nothing = new Declaration(List.of(), List.of());
      long removed = publisher.publish(nothing, List.of(SYSTEM_3));
      audit.expect(removed, Set.of(SYSTEM_1, SYSTEM_2));
      engine.programs().awaitRevision(removed, PATIENCE);
      screen.say("Removed system 3 again");
      watch.until(() -> audit.finished() >= processes);
      return summary((System.nanoTime() - startNs) / 1e9);
    }
  }

  private int summary(double seconds) {
    screen.say("Done");
    screen.print("");
    screen.print("  Processes   %,d, each run to its end once".formatted(audit.finished()));
    screen.print("  Ops run     %,d".formatted(audit.opsRun()));
    screen.print(
        "  Throughput  %,.0f processes a second, cold, with broker, engine and load in this process"
            .formatted(processes / seconds));
    audit
        .seenBy()
        .forEach(
            (system, count) ->
                screen.print("  Seen        %,d updates of others by %s".formatted(count, system)));
    List<String> complaints = audit.complaints();
    if (complaints.isEmpty()) {
      screen.print(
          "  Audit       every system saw every update of the others exactly once, as counted by an"
              + " independent consumer of "
              + config.topics().journal());
      return 0;
    }
    complaints.forEach(complaint -> screen.print("  Audit       " + complaint));
    return 1;
  }

  private KafkaProducer<String, Notification> producer() {
    Map<String, Object> properties = new HashMap<>(config.clientProperties());
    return new KafkaProducer<>(
        properties,
        new StringSerializer(),
        RecordSerdes.of(properties).of(Notification.class).serializer());
  }

  private static Declaration read(String resource, Program base) throws IOException {
    try (InputStream stream = Demo.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      var read = ProgramReader.read(List.of(YamlDocument.parse(resource, text)), base);
      if (!read.mistakes().isEmpty()) {
        throw new IllegalStateException(
            "Expected a program without mistakes, but: " + read.mistakes());
      }
      return read.declaration();
    }
  }
}
