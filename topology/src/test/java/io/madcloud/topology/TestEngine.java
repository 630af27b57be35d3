package io.madcloud.topology;

import io.madcloud.engine.Process;
import io.madcloud.engine.program.Program;
import io.madcloud.op.OpPlugin;
import io.madcloud.serdes.MockSchemaRegistry;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Sealing;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Call;
import io.madcloud.wire.CallError;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Control;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Turn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;

/** An engine on a driver without a broker: one partition, a clock that stands until advanced. */
final class TestEngine implements AutoCloseable {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Topics TOPICS = new Topics("madcloud.");

  private static int scopes;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final SweepProgress sweeps = new SweepProgress(meters);
  final TestPrograms programs;
  final Topology topology;
  final TopologyTestDriver driver;
  final RecordSerdes serdes;
  final MadcloudConfig config;

  private final String scope;
  private final StateSerdes stateSerdes;
  private long nowMs = START.toEpochMilli();
  private final Path directory;
  private final Map<String, List<TestRecord<String, byte[]>>> read = new HashMap<>();

  private TestEngine(Setup setup) {
    scope = "topology-" + scopes++;
    directory = setup.directory();
    Map<String, Object> all = new HashMap<>(setup.config);
    all.putIfAbsent(MadcloudConfig.BOOTSTRAP_SERVERS, "nowhere:9092");
    all.putIfAbsent("schema.registry.url", "mock://" + scope);
    all.put(MadcloudConfig.STATE_DIR, directory.toString());
    config = new MadcloudConfig(all);
    serdes = RecordSerdes.of(config.clientProperties());
    Sealing sealing = new Sealing(EncryptionConfig.keys(config));
    stateSerdes = new StateSerdes(serdes, config.applicationId(), sealing);
    programs = setup.programs;
    topology =
        MadcloudTopology.build(
            config,
            programs,
            serdes,
            meters,
            setup.callTopics,
            setup.partitions,
            sweeps,
            new TimerProgress(meters),
            EngineClock.WALL);
    driver = new TopologyTestDriver(topology, config.streamsProperties(), START);
  }

  /** What an engine is made with. */
  static final class Setup {
    private final Map<String, Object> config = new HashMap<>();
    private final TestPrograms programs;
    private CallTopics callTopics = CallTopics.ALL;
    private int partitions = 1;

    private Setup(TestPrograms programs) {
      this.programs = programs;
    }

    Setup with(String key, Object value) {
      config.put(key, value);
      return this;
    }

    Setup with(CallTopics topics) {
      callTopics = topics;
      return this;
    }

    /** The driver has the first of so many. */
    Setup ofPartitions(int count) {
      partitions = count;
      return this;
    }

    TestEngine start() {
      return new TestEngine(this);
    }

    private Path directory() {
      try {
        return Files.createTempDirectory("madcloud-topology");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Setup of(String yaml, OpPlugin... plugins) {
    Map<String, OpPlugin> named = new HashMap<>();
    for (OpPlugin plugin : plugins) {
      named.put(plugin.name(), plugin);
    }
    TestPrograms programs = new TestPrograms(named);
    programs.declare(yaml);
    return new Setup(programs);
  }

  static TestEngine running(String yaml, OpPlugin... plugins) {
    return of(yaml, plugins).start();
  }

  // What happens to it.

  void notify(String process, String op, Map<String, ?> fields) {
    pipe(TOPICS.notifications(), process, new Notification(op, Values.fieldsToWire(fields)));
  }

  /** The same by a producer whose clock shows another time. */
  void notifyAt(Instant stamp, String process, String op, Map<String, ?> fields) {
    Notification notification = new Notification(op, Values.fieldsToWire(fields));
    byte[] key = process.getBytes(StandardCharsets.UTF_8);
    byte[] value = bytes(TOPICS.notifications(), notification);
    pipe(TOPICS.notifications(), new TestRecord<>(key, value, stamp));
  }

  void answer(Call call, Map<?, ?>... messages) {
    List<Map<String, Object>> wire = new ArrayList<>();
    for (Map<?, ?> message : messages) {
      Map<String, Object> fields = new HashMap<>();
      message.forEach((name, value) -> fields.put((String) name, Values.toWire(value)));
      wire.add(fields);
    }
    reply(replyTo(call).setMessages(wire).build());
  }

  void fail(Call call, String error, boolean retryable) {
    reply(replyTo(call).setError(new CallError(error, retryable)).build());
  }

  static Reply.Builder replyTo(Call call) {
    return Reply.newBuilder()
        .setProcess(call.getProcess())
        .setIncarnation(call.getIncarnation())
        .setInvocation(call.getInvocation())
        .setAttempt(call.getAttempt())
        .setMessages(List.of())
        .setError(null);
  }

  void reply(Reply reply) {
    pipe(TOPICS.replies(), reply.getProcess(), reply);
  }

  void cancel(String process) {
    control(new Control(process, null, new Cancel("because"), "somebody"));
  }

  void control(Control control) {
    pipe(TOPICS.controls(), control.getProcess(), control);
  }

  void advance(Duration duration) {
    nowMs += duration.toMillis();
    driver.advanceWallClockTime(duration);
  }

  /** Lets timers and changes of the program be looked at. */
  void tick() {
    advance(config.tick());
  }

  <T extends SpecificRecord> void pipe(String topic, String key, T record) {
    pipe(topic, key.getBytes(StandardCharsets.UTF_8), bytes(topic, record));
  }

  void pipe(String topic, byte[] key, byte[] value) {
    pipe(topic, new TestRecord<>(key, value));
  }

  void pipe(String topic, TestRecord<byte[], byte[]> record) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(record);
  }

  @SuppressWarnings("unchecked") // Of its own class.
  <T extends SpecificRecord> byte[] bytes(String topic, T record) {
    return serdes.of((Class<T>) record.getClass()).serializer().serialize(topic, record);
  }

  // What came of it.

  /** All records of an output topic so far. */
  List<TestRecord<String, byte[]>> records(String topic) {
    List<TestRecord<String, byte[]>> all = read.computeIfAbsent(topic, name -> new ArrayList<>());
    all.addAll(
        driver
            .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList());
    return all;
  }

  <T extends SpecificRecord> List<T> values(String topic, Class<T> type) {
    Deserializer<T> deserializer = serdes.of(type).deserializer();
    return records(topic).stream().map(it -> deserializer.deserialize(topic, it.value())).toList();
  }

  /** All turns, with what is encrypted in them decrypted. */
  List<Turn> journal() {
    List<Turn> turns = values(TOPICS.journal(), Turn.class);
    if (!EncryptionConfig.keys(config).isEmpty()) {
      turns.forEach(new Sealing(EncryptionConfig.keys(config))::open);
    }
    return turns;
  }

  List<Turn> journal(String process) {
    return journal().stream().filter(turn -> turn.getProcess().equals(process)).toList();
  }

  List<Outcome> outcomes(String process) {
    return values(TOPICS.outcomes(), Outcome.class).stream()
        .filter(outcome -> outcome.getProcess().equals(process))
        .toList();
  }

  List<Call> calls(String server) {
    return values(TOPICS.calls(server), Call.class);
  }

  /** The newest call to a server. */
  Call call(String server) {
    List<Call> calls = calls(server);
    return calls.get(calls.size() - 1);
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    List<TestRecord<byte[], byte[]>> letters = new ArrayList<>();
    driver
        .createOutputTopic(
            TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .forEach(letters::add);
    return letters;
  }

  static String header(TestRecord<?, ?> record, String name) {
    return record.headers().lastHeader(name) == null
        ? null
        : new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  double counted(String meter, String tag, String value) {
    var counter = meters.find(meter).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  // What it keeps.

  KeyValueStore<Bytes, byte[]> runningStore() {
    return driver.getKeyValueStore(MadcloudTopology.PROCESSES);
  }

  WindowStore<Bytes, byte[]> stoppedStore() {
    return driver.getWindowStore(MadcloudTopology.STOPPED);
  }

  List<String> running() {
    return keys(MadcloudTopology.PROCESSES).stream()
        .map(ProcessKeys::process)
        .filter(id -> id != null)
        .toList();
  }

  List<Bytes> keys(String store) {
    List<Bytes> keys = new ArrayList<>();
    try (var entries = driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  /** Those that are kept, retention or not. */
  List<String> stopped() {
    List<String> ids = new ArrayList<>();
    try (var entries = stoppedStore().all()) {
      entries.forEachRemaining(
          entry -> {
            String id = ProcessKeys.process(entry.key.key());
            if (id != null) {
              ids.add(id);
            }
          });
    }
    return ids;
  }

  ProcessStore store() {
    return store(nowMs());
  }

  /** The stores as a task that begins at this time has them. */
  ProcessStore store(long beginsMs) {
    return new ProcessStore(
        runningStore(),
        stoppedStore(),
        new Retention(config.retention()),
        stateSerdes,
        programs,
        beginsMs);
  }

  /** The process as it lies in the stores. */
  Process process(String id) {
    ProcessStore.Stored stored = store().find(id, nowMs());
    return stored == null ? null : stored.process();
  }

  Map<String, Object> fields(String process) {
    Map<String, Object> fields = new TreeMap<>();
    Program program = programs.current();
    process(process)
        .view(program)
        .fieldsets()
        .forEach(fieldset -> fields.put(fieldset.id(), fieldset.fields()));
    return fields;
  }

  long nowMs() {
    return nowMs;
  }

  @Override
  public void close() {
    driver.close();
    MockSchemaRegistry.drop(scope);
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
