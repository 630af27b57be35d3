package io.madcloud.server;

import io.madcloud.serdes.RecordSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

/**
 * The configuration of an op server. Besides its own keys, {@code kafka.}, {@code consumer.} and
 * {@code producer.} pass what follows the prefix to Kafka's clients; {@code schema.registry.url}
 * and its relatives go to the serdes as they are.
 */
public final class OpServerConfig extends AbstractConfig {

  public static final String BOOTSTRAP_SERVERS = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
  public static final String TOPIC_PREFIX = "madcloud.topic.prefix";
  public static final String THREADS = "madcloud.server.threads";
  public static final String MODE = "madcloud.server.mode";
  public static final String GROUP_ID = "madcloud.server.group.id";
  public static final String GRACE_MS = "madcloud.server.grace.ms";

  /** The {@link #MODE} in which any number of instances share the calls of a partition. */
  public static final String SHARE_GROUP = "share-group";

  /** The {@link #MODE} for clusters without share groups: an instance has whole partitions. */
  public static final String CONSUMER_GROUP = "consumer-group";

  private static final String OURS = "madcloud.";

  /** A reply may be as large as a record that the engine writes. */
  private static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              BOOTSTRAP_SERVERS,
              ConfigDef.Type.STRING,
              Importance.HIGH,
              "Kafka brokers, host:port, comma separated.")
          .define(
              TOPIC_PREFIX,
              ConfigDef.Type.STRING,
              "madcloud.",
              Importance.HIGH,
              "Begins every topic name.")
          .define(
              THREADS,
              ConfigDef.Type.INT,
              16,
              Range.between(1, 1_000),
              Importance.MEDIUM,
              "Calls that are handled at the same time by this instance.")
          .define(
              MODE,
              ConfigDef.Type.STRING,
              SHARE_GROUP,
              ValidString.in(SHARE_GROUP, CONSUMER_GROUP),
              Importance.MEDIUM,
              "How instances share the calls: share-group, or consumer-group on clusters without"
                  + " share groups.")
          .define(
              GROUP_ID,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "The group of all instances; empty for the topic prefix, 'server.' and the server's"
                  + " name.")
          .define(
              GRACE_MS,
              ConfigDef.Type.LONG,
              25_000L,
              Range.atLeast(0),
              Importance.LOW,
              "How long a stop waits for calls under way, in milliseconds.");

  /**
   * Reads a configuration.
   *
   * @throws ConfigException if a value is missing or wrong, or a key of ours is none
   */
  public OpServerConfig(Map<String, ?> originals) {
    super(DEFINITION, originals, false);
    for (String key : new TreeSet<>(originals.keySet())) {
      if (key.startsWith(OURS) && !keys().contains(key)) {
        throw new ConfigException(
            "Expected one of %s, but found '%s'".formatted(String.join(", ", keys()), key));
      }
    }
  }

  /** A server's own keys with type, default and meaning; a copy. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>(DEFINITION.names());
    keys.addAll(RecordSerdes.KEYS);
    return keys;
  }

  int threads() {
    return getInt(THREADS);
  }

  boolean sharesPartitions() {
    return getString(MODE).equals(SHARE_GROUP);
  }

  Duration grace() {
    return Duration.ofMillis(getLong(GRACE_MS));
  }

  /** The topic of the calls to a server. */
  String calls(String server) {
    return getString(TOPIC_PREFIX) + "calls." + server;
  }

  /** The group of all instances of a server. */
  String group(String server) {
    String group = getString(GROUP_ID);
    return group.isEmpty() ? getString(TOPIC_PREFIX) + "server." + server : group;
  }

  /** For Kafka's clients and serdes alike. */
  Map<String, Object> clients() {
    Map<String, Object> clients = new HashMap<>();
    originals()
        .forEach(
            (key, value) -> {
              boolean passed =
                  key.startsWith("kafka.")
                      || key.startsWith("consumer.")
                      || key.startsWith("producer.");
              if (!passed && !(key.startsWith(OURS) && DEFINITION.names().contains(key))) {
                clients.put(key, value);
              }
            });
    clients.putAll(originalsWithPrefix("kafka."));
    return clients;
  }

  /** For consumers of a server's calls, in the mode that is configured. */
  Map<String, Object> consumer(String server) {
    Map<String, Object> consumer = clients();
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, threads());
    consumer.putAll(originalsWithPrefix("consumer."));
    if (sharesPartitions()) {
      consumer.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG); // It is the group's.
      consumer.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
      // A call that is fetched and waits would keep others from taking it.
      consumer.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
      consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    } else {
      consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
      consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    }
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group(server));
    return consumer;
  }

  /** For the producer of replies. */
  Map<String, Object> producer() {
    Map<String, Object> producer = clients();
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    producer.putAll(originalsWithPrefix("producer."));
    return producer;
  }
}
