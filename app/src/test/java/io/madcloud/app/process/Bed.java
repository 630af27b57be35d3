package io.madcloud.app.process;

import io.madcloud.app.Main;
import io.madcloud.app.Shell;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.Edges;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.madcloud.topology.TopicPlan;
import io.madcloud.topology.program.ProgramPublisher;
import io.madcloud.wire.Notification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import picocli.CommandLine;

/** A cluster and an engine for all test classes that ask for it, and commands against them. */
final class Bed implements AutoCloseable {

  static final int PARTITIONS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Every kind of op, a field of every type, and a process that fails. */
  static final String PROGRAM =
      """
      mount: /shop
      fields:
        order: string
        count: long
        ratio: double
        gift: boolean
        raw: bytes
        at: timestamp
        tags: list<string>
        extra: any
        note: { type: string, sensitive: true }
        price: long
        total: long
        late: boolean
        n: { type: long, merge: latest }
      ops:
        order: { out: [order, count, ratio, gift, raw, at, tags, extra, note] }
        price:
          in: [order]
          out: [price]
          call: pricing
          supervise: { attempts: 3, backoff: 1h, max-backoff: 1h, timeout: 1h }
        total: { in: [price, count], out: [total], expr: { total: "price * count" } }
        late: { in: [order], mask: [price], out: [late], after: 24h, expr: { late: "true" } }
        hello: { out: [count] }
        twice: { in: [count], mask: [order], out: [total], expr: { total: "count * 2" } }
        endless: { out: [n] }
        next: { in: [n], out: [n], expr: { n: "n + 1" } }
      """;

  private final Path directory;
  private final DevCluster cluster;
  private final MadcloudStreams engine;

  private Bed() throws Exception {
    directory = Files.createTempDirectory("madcloud-commands");
    cluster = DevCluster.start(DevClusterConfig.temporary());
    MadcloudConfig config = config(Map.of());
    createTopics(config);
    Declaration declaration =
        ProgramReader.read(List.of(YamlDocument.parse("shop.yaml", PROGRAM)), Program.EMPTY)
            .declaration();
    try (ProgramPublisher publisher =
        ProgramPublisher.open(config.clientProperties(), config.topics().programs())) {
      publisher.publish(declaration, List.of());
    }
    engine = MadcloudStreams.start(config, Map.of(), new SimpleMeterRegistry());
    if (!engine.awaitRunning(PATIENCE)) {
      throw new AssertionError("Expected the engine to run, but it does not");
    }
  }

  /** Makes the topics of an engine; those of another one have another prefix. */
  void createTopics(MadcloudConfig config) throws InterruptedException {
    try (Admin admin = Admin.create(config.clientProperties())) {
      new TopicPlan(config.topics())
          .create(
              admin,
              PARTITIONS,
              Optional.empty(),
              Edges.of(Set.of("pricing", "bank", "courier", "warehouse")));
    }
  }

  MadcloudConfig config(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>();
    all.put(MadcloudConfig.BOOTSTRAP_SERVERS, cluster.bootstrapServers());
    all.put("schema.registry.url", cluster.schemaRegistryUrl());
    all.put(MadcloudConfig.STATE_DIR, directory.toString());
    all.put(MadcloudConfig.LIMIT_FIRINGS, 20);
    all.putAll(more);
    return new MadcloudConfig(all);
  }

  /** Runs a command against the cluster of this bed. */
  Shell.Result run(String... arguments) {
    return Shell.of(cluster).run(arguments);
  }

  /** The same without waiting for its end, or looking at how it ends. */
  Thread start(StringWriter out, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-server=" + cluster.bootstrapServers());
    all.add("--schema-registry=" + cluster.schemaRegistryUrl());
    CommandLine command = Main.commandLine().setOut(new PrintWriter(out, true));
    Thread thread = new Thread(() -> command.execute(all.toArray(String[]::new)));
    thread.start();
    return thread;
  }

  /** Writes a notification as another producer could: wherever it likes, in a transaction. */
  void notifyAt(int partition, String process, Notification notification) throws Exception {
    Map<String, Object> clients = new HashMap<>(config(Map.of()).clientProperties());
    clients.put("transactional.id", "elsewhere");
    try (KafkaProducer<String, Notification> producer =
        new KafkaProducer<>(
            clients,
            new StringSerializer(),
            RecordSerdes.of(clients).of(Notification.class).serializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer
          .send(new ProducerRecord<>("madcloud.notifications", partition, process, notification))
          .get();
      producer.commitTransaction();
    }
  }

  @Override
  public void close() throws Exception {
    engine.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Gives every test class the same bed. */
  static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Bed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Bed.class))
          .computeIfAbsent(Bed.class, type -> start(), Bed.class);
    }

    private static Bed start() {
      try {
        return new Bed();
      } catch (Exception e) {
        throw new AssertionError("Expected a cluster and an engine, but " + e, e);
      }
    }
  }
}
