package io.madcloud.acceptance.harness;

import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.engine.Datacenters;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.Plugins;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.Edges;
import io.madcloud.topology.TopicPlan;
import io.madcloud.topology.Topics;
import io.madcloud.topology.program.ProgramPublisher;
import io.madcloud.wire.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker and a registry in this JVM, Madcloud's topics on it, an ordinary producer, and as many
 * engine processes as a test wants. Closes all that it started.
 */
public final class TestBed implements AutoCloseable {

  /** The partitions of the topics that are keyed by process id. */
  public static final int PARTITIONS = 2;

  private static final Topics TOPICS = new Topics("madcloud.");

  private final Datacenters datacenters;
  private final Path directory;
  private final String bootstrapServers;
  private final String registryUrl;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private KafkaProducer<String, Notification> producer;
  private Program program = Program.EMPTY;
  private int engines;
  private int programs;
  private volatile Exception failure;

  private TestBed(Path directory, DevCluster cluster, String registryUrl) {
    this(directory, cluster, registryUrl, Datacenters.NONE);
  }

  private TestBed(Path directory, DevCluster cluster, String registryUrl, Datacenters datacenters) {
    this(directory, cluster.bootstrapServers(), registryUrl, datacenters);
    parts.push(cluster);
  }

  private TestBed(
      Path directory, String bootstrapServers, String registryUrl, Datacenters datacenters) {
    this.datacenters = datacenters;
    this.directory = directory;
    this.bootstrapServers = bootstrapServers;
    this.registryUrl = registryUrl;
  }

  /** A cluster without topics. */
  public static TestBed bare(Path directory) {
    DevCluster cluster = DevCluster.start(DevClusterConfig.temporary());
    return new TestBed(directory, cluster, cluster.schemaRegistryUrl());
  }

  /** A cluster on the data that another one left in a directory, or a new one that leaves it. */
  public static TestBed on(Path data) {
    DevCluster cluster = DevCluster.start(DevClusterConfig.temporary().withDataDirectory(data));
    return new TestBed(data, cluster, cluster.schemaRegistryUrl());
  }

  /** A cluster with Madcloud's topics, and those of calls to {@code servers}. */
  public static TestBed start(Path directory, String... servers) throws InterruptedException {
    return startWithPartitions(PARTITIONS, directory, servers);
  }

  /** The same in one of several datacenters. */
  public static TestBed startAt(Datacenters datacenters, Path directory, String... servers)
      throws InterruptedException {
    DevCluster cluster = DevCluster.start(DevClusterConfig.temporary());
    Path own = directory.resolve(datacenters.here());
    if (!own.toFile().mkdir()) {
      throw new IllegalStateException("Expected to make directory " + own + ", but it is there");
    }
    TestBed bed = new TestBed(own, cluster, cluster.schemaRegistryUrl(), datacenters);
    bed.createTopics(PARTITIONS, servers);
    return bed;
  }

  /** The same with another number of partitions. */
  public static TestBed startWithPartitions(int partitions, Path directory, String... servers)
      throws InterruptedException {
    TestBed bed = bare(directory);
    bed.createTopics(partitions, servers);
    return bed;
  }

  /** The same with the schemas in somebody else's registry. */
  public static TestBed startWithRegistry(Path directory, String registryUrl)
      throws InterruptedException {
    DevCluster cluster = DevCluster.start(DevClusterConfig.temporary());
    TestBed bed = new TestBed(directory, cluster, registryUrl);
    bed.createTopics(PARTITIONS);
    return bed;
  }

  /** The same on a cluster of its own process, which stays when the test bed is closed. */
  public static TestBed startOn(ClusterProcess cluster, Path directory, String... servers)
      throws InterruptedException {
    TestBed bed =
        new TestBed(
            directory, cluster.bootstrapServers(), cluster.schemaRegistryUrl(), Datacenters.NONE);
    bed.createTopics(PARTITIONS, servers);
    return bed;
  }

  /** Creates Madcloud's topics, and those of calls to {@code servers}. */
  public void createTopics(int partitions, String... servers) throws InterruptedException {
    try (Admin admin = Admin.create(clients())) {
      new TopicPlan(new Topics(TOPICS.prefix(), datacenters))
          .create(admin, partitions, Optional.empty(), Edges.of(Set.of(servers)));
    }
  }

  /** Where its brokers are. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** What clients of Kafka and of the registry need to know. */
  public Map<String, Object> clients() {
    return Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl);
  }

  /**
   * Declares a program, as an operator does.
   *
   * @return its revision
   */
  public long declare(String yaml) throws InterruptedException {
    List<YamlDocument> documents = List.of(YamlDocument.parse("test.yaml", yaml));
    Compiled compiled =
        new ProgramLoader(
                ProgramCompiler.strict(
                    new CelExpressions(), Plugins.load(getClass().getClassLoader())))
            .load(documents, program, program.revision() + 1);
    if (!compiled.isValid()) {
      throw new AssertionError("Expected a valid program, but " + compiled.mistakes());
    }
    Declaration declaration = ProgramReader.read(documents, program).declaration();
    program = compiled.program();
    return publish(declaration, List.of());
  }

  /** Removes an op, as an operator does. */
  public long remove(String path) throws InterruptedException {
    return publish(new Declaration(List.of(), List.of()), List.of(path));
  }

  private long publish(Declaration declaration, List<String> removals) throws InterruptedException {
    try (ProgramPublisher publisher = ProgramPublisher.open(clients(), TOPICS.programs())) {
      return publisher.publish(declaration, removals);
    }
  }

  /** Publishes a notification; does not wait for it to arrive. */
  public void notify(String process, String op, Map<String, Object> fields) {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
              new StringSerializer(),
              RecordSerdes.of(clients()).of(Notification.class).serializer());
      parts.push(producer);
    }
    Notification notification = new Notification(op, fields);
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(TOPICS.notifications(), process, notification),
            (arrived, error) -> failure = error == null ? failure : error);
    if (failure != null) {
      throw new AssertionError("Expected notifications to arrive, but " + failure, failure);
    }
  }

  /** Writes bytes as they are, to this partition, and waits until they have arrived. */
  public void raw(String topic, int partition, String key, byte[] value) throws Exception {
    try (KafkaProducer<String, byte[]> raw =
        new KafkaProducer<>(clients(), new StringSerializer(), new ByteArraySerializer())) {
      raw.send(new ProducerRecord<>(topic, partition, key, value)).get();
    }
  }

  /** Creates a topic that is none of Madcloud's. */
  public void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(clients())) {
      NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  /** How many engines have partitions to work on. */
  public int working() {
    return working("madcloud");
  }

  /** How many members of a consumer group have partitions to work on. */
  public int working(String group) {
    try (Admin admin = Admin.create(clients())) {
      return (int)
          admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
              .filter(member -> !member.assignment().topicPartitions().isEmpty())
              .count();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("Expected to read the group " + group + ", but " + e, e);
    }
  }

  /** A way to the registry for engines, that can be shut. */
  public RegistryDoor registryDoor() {
    RegistryDoor door = new RegistryDoor(registryUrl);
    parts.push(door);
    return door;
  }

  /** Starts an engine whose stores are in the directory of this name; does not wait. */
  public EngineProcess engine(String name) {
    return engine(name, Map.of());
  }

  /** The same with more configuration. */
  public EngineProcess engine(String name, Map<String, String> more) {
    Map<String, String> properties = new LinkedHashMap<>();
    clients().forEach((key, value) -> properties.put(key, value.toString()));
    properties.put("madcloud.state.dir", directory.resolve(name).toString());
    // A group waits so long for a member that was killed, and readers for its transaction.
    properties.put("consumer.session.timeout.ms", "6000");
    properties.put("consumer.heartbeat.interval.ms", "1000");
    properties.put("producer.transaction.timeout.ms", "6000");
    if (datacenters.areSeveral()) {
      properties.put("madcloud.datacenter", datacenters.here());
      properties.put("madcloud.datacenters", String.join(",", datacenters.names()));
    }
    properties.putAll(more);
    Path output = directory.resolve("%s-%d.out".formatted(name, ++engines));
    EngineProcess engine = EngineProcess.start(output, properties);
    parts.push(engine);
    return engine;
  }

  /** Runs a command that talks to this cluster. */
  public CommandOutcome command(String... arguments) {
    return CommandOutcome.of(bootstrapServers, registryUrl, arguments);
  }

  /** An independent reader of what the engines write. */
  public Oracle oracle() {
    Oracle oracle = new Oracle(bootstrapServers, registryUrl);
    parts.push(oracle);
    return oracle;
  }

  /** An independent reader of the notifications. */
  public NotificationCount notifications() {
    NotificationCount count = new NotificationCount(clients());
    parts.push(count);
    return count;
  }

  /** Answers calls to a server, some of them twice, until the test bed is closed. */
  public CallWorker worker(String server, CallWorker.Server answers) {
    return worker(server, answers, Duration.ZERO);
  }

  /**
   * The same, slowly.
   *
   * @param hold how long it takes to answer a call
   */
  public CallWorker worker(String server, CallWorker.Server answers, Duration hold) {
    return worker(server, answers, CallWorker.repeating(hold));
  }

  /** The same in another manner. */
  public CallWorker worker(String server, CallWorker.Server answers, CallWorker.Manner manner) {
    CallWorker worker = CallWorker.start(clients(), TOPICS.calls(server), answers, manner);
    parts.push(worker);
    return worker;
  }

  /** Starts a Java program that is told where broker and registry are, and {@code arguments}. */
  public ProgramProcess program(Class<?> main, String... arguments) {
    List<String> all = new ArrayList<>();
    all.add(bootstrapServers);
    all.add(registryUrl);
    all.addAll(List.of(arguments));
    String name = main.getSimpleName();
    Path output = directory.resolve("%s-%d.out".formatted(name, ++programs));
    ProgramProcess process = ProgramProcess.java(name, output, List.of(), main.getName(), all);
    parts.push(process);
    return process;
  }

  /** Stops everything, last started first. */
  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
