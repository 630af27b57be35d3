package io.madcloud.app.cli;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.RegistryException;
import io.madcloud.topology.ClusterUser;
import io.madcloud.topology.Denials;
import io.madcloud.topology.Edges;
import io.madcloud.topology.Grant;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a command talks to its cluster with: brokers that have answered, and a registry that answers
 * as soon as it is needed. Its clients give up after seconds, for somebody waits. One thread.
 */
public final class Connection implements AutoCloseable {

  /** More than a broker needs that is there: a machine with too much to do takes its time. */
  private static final int FIRST_ANSWER_MS = 15_000;

  private static final Duration CLOSE = Duration.ofSeconds(2);

  private static final Map<String, Object> IMPATIENT =
      Map.of(
          CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000L,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
          RecordSerdes.RETRY_TIMEOUT, 1_000);

  private final MadcloudConfig config;
  private final Map<String, Object> clients;
  private final Admin admin;
  private RecordSerdes serdes;

  private Connection(MadcloudConfig config, Map<String, Object> clients, Admin admin) {
    this.config = config;
    this.clients = clients;
    this.admin = admin;
  }

  /**
   * Waits a few seconds at most for a broker's first answer.
   *
   * @throws UnreachableException if none comes
   */
  public static Connection open(MadcloudConfig config) throws InterruptedException {
    BrokerDoor.requireOpen(config.getString(MadcloudConfig.BOOTSTRAP_SERVERS));
    Map<String, Object> clients = new HashMap<>(config.clientProperties());
    IMPATIENT.forEach(clients::putIfAbsent);
    Connection connection = new Connection(config, clients, Admin.create(clients));
    try {
      String unused =
          connection.answer(
              connection
                  .admin
                  .describeCluster(new DescribeClusterOptions().timeoutMs(FIRST_ANSWER_MS))
                  .clusterId());
      return connection;
    } catch (InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The configuration of an engine on this cluster. */
  public MadcloudConfig config() {
    return config;
  }

  /** The names of the topics. */
  public Topics topics() {
    return config.topics();
  }

  /** The client for topics and groups; closed with this. */
  public Admin admin() {
    return admin;
  }

  /** For producers, consumers and serdes. */
  public Map<String, Object> clients() {
    return clients;
  }

  /**
   * The serdes of all values, over a registry that has answered.
   *
   * @throws UnreachableException if it does not
   */
  public RecordSerdes serdes() {
    if (serdes == null) {
      RecordSerdes made = RecordSerdes.of(clients);
      try {
        made.requireRegistry();
      } catch (RegistryException e) {
        throw new UnreachableException(
            e.getMessage() + "; 'bin/madcloud dev' starts one, --schema-registry names yours", e);
      }
      serdes = made;
    }
    return serdes;
  }

  /**
   * Sees that topics are there.
   *
   * @throws UnreachableException naming those that are not, and who creates them
   */
  public void requireTopics(String... names) throws InterruptedException {
    Set<String> missing = new TreeSet<>();
    for (var topic : admin.describeTopics(List.of(names)).topicNameValues().entrySet()) {
      if (!isThere(topic.getKey(), topic.getValue())) {
        missing.add(topic.getKey());
      }
    }
    if (!missing.isEmpty()) {
      throw new UnreachableException(
          "Expected topic %s, but %s; 'bin/madcloud topics create' creates what is missing"
              .formatted(
                  String.join(", ", missing),
                  missing.size() == 1 ? "it does not exist" : "they do not exist"),
          null);
    }
  }

  private boolean isThere(String topic, KafkaFuture<TopicDescription> answer)
      throws InterruptedException {
    try {
      return answer.get() != null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e.getCause() instanceof TopicAuthorizationException
          ? refused(new TopicAuthorizationException(Set.of(topic)))
          : refused(e.getCause());
    }
  }

  /**
   * Waits for what the brokers answer.
   *
   * @throws UnreachableException with the reason, if they do not or refuse
   */
  public <T> T answer(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    }
  }

  private UnreachableException refused(Throwable cause) {
    List<Grant> needs = ClusterUser.OPERATOR.needs(config, Edges.NONE);
    String reason = Denials.of(clients).explain(cause, needs).orElseGet(() -> reason(cause));
    return new UnreachableException(
        "Expected the Kafka brokers at %s to answer, but %s"
            .formatted(config.getString(MadcloudConfig.BOOTSTRAP_SERVERS), reason),
        cause);
  }

  /** Kafka's clients tell what they waited for inside themselves. */
  private static String reason(Throwable cause) {
    return cause instanceof TimeoutException
        ? "they did not in time: they are very busy, or what listens there is no broker, or it"
            + " wants TLS or a login that --command-config does not give"
        : "they say: " + cause.getMessage();
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }
}
