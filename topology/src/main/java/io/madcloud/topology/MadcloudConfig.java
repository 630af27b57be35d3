package io.madcloud.topology;

import io.madcloud.engine.Datacenters;
import io.madcloud.engine.Limits;
import io.madcloud.engine.program.DidYouMean;
import io.madcloud.serdes.RecordSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of an engine. Besides its own keys, {@code kafka.}, {@code streams.}, {@code
 * consumer.} and {@code producer.} pass what follows the prefix to Kafka's clients; {@code
 * schema.registry.url} and its relatives go to the serdes as they are.
 */
public final class MadcloudConfig extends AbstractConfig {

  public static final String BOOTSTRAP_SERVERS = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
  public static final String APPLICATION_ID = "madcloud.application.id";
  public static final String TOPIC_PREFIX = "madcloud.topic.prefix";
  public static final String STATE_DIR = "madcloud.state.dir";
  public static final String THREADS = "madcloud.threads";
  public static final String COMMIT_INTERVAL_MS = "madcloud.commit.interval.ms";
  public static final String RETENTION_MS = "madcloud.retention.ms";
  public static final String LIMIT_FIELDSETS = "madcloud.limit.fieldsets";
  public static final String LIMIT_FIRINGS = "madcloud.limit.firings";
  public static final String LIMIT_BYTES = "madcloud.limit.bytes";
  public static final String MAX_OP_NODES = "madcloud.topology.max.op.nodes";
  public static final String TICK_MS = "madcloud.tick.interval.ms";
  public static final String SWEEP_BATCH = "madcloud.sweep.batch";
  public static final String THREAD_FAILURES = "madcloud.thread.failures";
  public static final String THREAD_FAILURES_WINDOW_MS = "madcloud.thread.failures.window.ms";
  public static final String STOP_TIMEOUT_MS = "madcloud.stop.timeout.ms";
  public static final String HTTP_HOST = "madcloud.http.host";
  public static final String HTTP_PORT = "madcloud.http.port";
  public static final String METRICS_MAX_OPS = "madcloud.metrics.max.ops";
  public static final String INGRESS_JSON_TOPICS = "madcloud.ingress.json.topics";
  public static final String INGRESS_OFFSET_RESET = "madcloud.ingress.offset.reset";

  public static final String DATACENTER = "madcloud.datacenter";
  public static final String DATACENTERS = "madcloud.datacenters";

  /** The largest record on the topics that the engine writes, in bytes. */
  public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

  /** The longest process id, in bytes: it is part of every key in the stores. */
  public static final int MAX_ID_BYTES = 1_024;

  private static final String OURS = "madcloud.";
  private static final String EARLIEST = "earliest";
  private static final String LATEST = "latest";

  /** Kafka Streams' own default. */
  private static final long LONGEST_POLL_MS = 100;

  /**
   * How long a killed engine keeps its partitions from others: Kafka's 45 s are the longest part.
   */
  static final int SESSION_TIMEOUT_MS = 10_000;

  static final int HEARTBEAT_INTERVAL_MS = 1_000;

  /**
   * Kafka's 16 kB hold a dozen journal records; each batch costs the broker as much as a large one.
   */
  static final int BATCH_BYTES = 128 * 1024;

  /** No input waits for those of another topic: the order among topics means nothing. */
  private static final long NO_IDLING = StreamsConfig.MAX_TASK_IDLE_MS_DISABLED;

  private static final ConfigDef DEFINITION =
      EncryptionConfig.define(new ConfigDef())
          .define(
              BOOTSTRAP_SERVERS,
              ConfigDef.Type.STRING,
              Importance.HIGH,
              "Kafka brokers, host:port, comma separated.")
          .define(
              APPLICATION_ID,
              ConfigDef.Type.STRING,
              "madcloud",
              Importance.HIGH,
              "Names the engine: its consumer group, stores and changelog topics.")
          .define(
              TOPIC_PREFIX,
              ConfigDef.Type.STRING,
              "madcloud.",
              Importance.HIGH,
              "Begins every topic name.")
          .define(
              STATE_DIR,
              ConfigDef.Type.STRING,
              "",
              Importance.HIGH,
              "Directory of the stores; empty for Kafka Streams' default.")
          .define(
              THREADS,
              ConfigDef.Type.INT,
              1,
              Range.atLeast(1),
              Importance.MEDIUM,
              "Stream threads; more than partitions idle.")
          .define(
              COMMIT_INTERVAL_MS,
              ConfigDef.Type.LONG,
              100L,
              Range.between(1, 60_000),
              Importance.MEDIUM,
              "How often results are committed, in milliseconds; each hop through a topic waits for"
                  + " one commit.")
          .define(
              RETENTION_MS,
              ConfigDef.Type.LONG,
              Duration.ofDays(1).toMillis(),
              Range.atLeast(1_000),
              Importance.MEDIUM,
              "How long processes that stopped are kept, in milliseconds.")
          .define(
              LIMIT_FIELDSETS,
              ConfigDef.Type.INT,
              (int) Limits.DEFAULT.fieldsets(),
              Range.atLeast(1),
              Importance.LOW,
              "Live fieldsets of one process.")
          .define(
              LIMIT_FIRINGS,
              ConfigDef.Type.INT,
              (int) Limits.DEFAULT.firings(),
              Range.atLeast(0),
              Importance.LOW,
              "Firings of one process since it last stopped running; beyond 100,000 steps of"
                  + " expressions in a turn, 1,000 count as one, too.")
          .define(
              LIMIT_BYTES,
              ConfigDef.Type.LONG,
              Limits.DEFAULT.bytes(),
              Range.between(0, MAX_RECORD_BYTES / 4),
              Importance.LOW,
              "Bytes of field values in the live fieldsets of one process.")
          .define(
              MAX_OP_NODES,
              ConfigDef.Type.INT,
              1_000,
              Range.atLeast(0),
              Importance.LOW,
              "Ops that get a processor node of their own; the others share one.")
          .define(
              TICK_MS,
              ConfigDef.Type.LONG,
              100L,
              Range.between(1, 60_000),
              Importance.LOW,
              "How often timers and program changes are looked at, in milliseconds.")
          .define(
              SWEEP_BATCH,
              ConfigDef.Type.INT,
              1_000,
              Range.atLeast(1),
              Importance.LOW,
              "Processes that are visited in one tick because the program changed, and timers that"
                  + " are served in one.")
          .define(
              THREAD_FAILURES,
              ConfigDef.Type.INT,
              10,
              Range.atLeast(0),
              Importance.LOW,
              "Unexpected errors that stream threads may end by within the window; with one more"
                  + " the engine stops.")
          .define(
              THREAD_FAILURES_WINDOW_MS,
              ConfigDef.Type.LONG,
              Duration.ofMinutes(10).toMillis(),
              Range.atLeast(1),
              Importance.LOW,
              "The window in which these errors are counted, in milliseconds.")
          .define(
              STOP_TIMEOUT_MS,
              ConfigDef.Type.LONG,
              30_000L,
              Range.between(1_000, 3_600_000),
              Importance.LOW,
              "How long a stop waits until what was begun is committed, in milliseconds.")
          .define(
              HTTP_HOST,
              ConfigDef.Type.STRING,
              "127.0.0.1",
              Importance.MEDIUM,
              "Address at which /health/live, /health/ready, /metrics and /info are served.")
          .define(
              HTTP_PORT,
              ConfigDef.Type.INT,
              0,
              Range.between(0, 65_535),
              Importance.MEDIUM,
              "Port of these; 0 for none.")
          .define(
              METRICS_MAX_OPS,
              ConfigDef.Type.INT,
              1_000,
              Range.atLeast(1),
              Importance.LOW,
              "Ops that metrics tell apart; all others count together as 'other'.")
          .define(
              INGRESS_JSON_TOPICS,
              ConfigDef.Type.LIST,
              List.of(),
              Importance.MEDIUM,
              "Topics of notification ops whose values are JSON objects, comma separated; those of"
                  + " all others are Avro.")
          .define(
              INGRESS_OFFSET_RESET,
              ConfigDef.Type.STRING,
              EARLIEST,
              ValidString.in(EARLIEST, LATEST),
              Importance.MEDIUM,
              "Where a topic that a notification op names is read from that was never read"
                  + " before.")
          .define(
              DATACENTER,
              ConfigDef.Type.STRING,
              "",
              Importance.MEDIUM,
              "The datacenter that the engine is in; empty where processes stay in one.")
          .define(
              DATACENTERS,
              ConfigDef.Type.LIST,
              List.of(),
              Importance.MEDIUM,
              "All datacenters that processes are spread over, comma separated, this one included;"
                  + " the same in each.");

  private final Datacenters datacenters;

  /**
   * Reads a configuration.
   *
   * @throws ConfigException if a value is missing or wrong, or a key of ours is none
   */
  public MadcloudConfig(Map<String, ?> originals) {
    super(DEFINITION, originals, false);
    this.datacenters = DatacenterNames.of(getString(DATACENTER), getList(DATACENTERS));
    for (String key : new TreeSet<>(originals.keySet())) {
      if (key.startsWith(OURS) && !keys().contains(key)) {
        throw new ConfigException(
            "Expected a key that the engine knows, but found '"
                + key
                + "'"
                + DidYouMean.ending(key, keys()));
      }
    }
  }

  /** The keys that an engine knows, without what it passes on. */
  public static Set<String> keys() {
    Set<String> keys = new TreeSet<>(DEFINITION.names());
    keys.addAll(RecordSerdes.KEYS);
    return keys;
  }

  /** The engine's own keys with type, default and meaning; a copy. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  public String applicationId() {
    return getString(APPLICATION_ID);
  }

  public Topics topics() {
    return new Topics(getString(TOPIC_PREFIX), datacenters);
  }

  public Limits limits() {
    return new Limits(getInt(LIMIT_FIELDSETS), getInt(LIMIT_FIRINGS), getLong(LIMIT_BYTES));
  }

  public Duration retention() {
    return Duration.ofMillis(getLong(RETENTION_MS));
  }

  public Duration tick() {
    return Duration.ofMillis(getLong(TICK_MS));
  }

  public int sweepBatch() {
    return getInt(SWEEP_BATCH);
  }

  ThreadFailures threadFailures() {
    Duration window = Duration.ofMillis(getLong(THREAD_FAILURES_WINDOW_MS));
    return new ThreadFailures(getInt(THREAD_FAILURES), window, System::currentTimeMillis);
  }

  Duration stopTimeout() {
    return Duration.ofMillis(getLong(STOP_TIMEOUT_MS));
  }

  public int maxOpNodes() {
    return getInt(MAX_OP_NODES);
  }

  /** The topics of other people whose values are JSON. */
  public Set<String> jsonTopics() {
    return Set.copyOf(getList(INGRESS_JSON_TOPICS));
  }

  /** Whether a topic of other people that was never read is read from its end on. */
  boolean readsFromEnd() {
    return getString(INGRESS_OFFSET_RESET).equals(LATEST);
  }

  /** Whether the brokers know the engine by a name that outlives it. */
  boolean isStaticMember() {
    return streamsProperties().keySet().stream()
        .anyMatch(key -> key.toString().endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
  }

  /** So many records behind, a copy of a store is as good as the store. */
  long acceptableLag() {
    String key = StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG;
    Object usual = StreamsConfig.configDef().defaultValues().get(key);
    Object lag = streamsProperties().getOrDefault(key, usual);
    return (Long) ConfigDef.parseType(key, lag, ConfigDef.Type.LONG);
  }

  /** For consumers, producers and admin clients beside Kafka Streams, and for serdes. */
  public Map<String, Object> clientProperties() {
    Map<String, Object> properties = new HashMap<>();
    originals()
        .forEach(
            (key, value) -> {
              boolean engines = DEFINITION.names().contains(key) && key.startsWith(OURS);
              if (!engines && !hasPassThroughPrefix(key)) {
                properties.put(key, value);
              }
            });
    properties.putAll(originalsWithPrefix("kafka."));
    return properties;
  }

  /** For Kafka Streams. */
  public Properties streamsProperties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_RECORD_BYTES);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, NO_IDLING);
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), EARLIEST);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT_INTERVAL_MS);
    // A thread that waits for records does not commit those that it has taken.
    properties.put(
        StreamsConfig.POLL_MS_CONFIG, Math.min(LONGEST_POLL_MS, getLong(COMMIT_INTERVAL_MS)));
    properties.putAll(clientProperties());
    properties.putAll(originalsWithPrefix("streams."));
    originalsWithPrefix("consumer.")
        .forEach((key, value) -> properties.put(StreamsConfig.consumerPrefix(key), value));
    originalsWithPrefix("producer.")
        .forEach((key, value) -> properties.put(StreamsConfig.producerPrefix(key), value));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, getString(BOOTSTRAP_SERVERS));
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, getInt(THREADS));
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, getLong(COMMIT_INTERVAL_MS));
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    if (!getString(STATE_DIR).isEmpty()) {
      properties.put(StreamsConfig.STATE_DIR_CONFIG, getString(STATE_DIR));
    }
    return properties;
  }

  private static boolean hasPassThroughPrefix(String key) {
    return key.startsWith("kafka.")
        || key.startsWith("streams.")
        || key.startsWith("consumer.")
        || key.startsWith("producer.");
  }
}
