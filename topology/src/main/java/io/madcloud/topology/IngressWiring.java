package io.madcloud.topology;

import io.madcloud.engine.ErrorTexts;
import io.madcloud.engine.program.Op;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Sealing;
import io.madcloud.topology.ingress.DeadLetters;
import io.madcloud.topology.ingress.Ingress;
import io.madcloud.topology.ingress.IngressClients;
import io.madcloud.topology.ingress.IngressSetup;
import io.madcloud.topology.program.Programs;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the ingress of an engine, with what the engine has. */
final class IngressWiring {

  private static final String NAME = "-ingress";
  private static final int BATCH_RECORDS = 1_000;

  /** A batch is in memory three times, and its transaction is to be short. */
  private static final int FETCH_BYTES = 16 * 1024 * 1024;

  /** Partitions that are added to a topic are found after this time. */
  private static final int METADATA_MS = 30_000;

  /** What a killed engine left open blocks who reads committed notifications for this time. */
  private static final int TRANSACTION_MS = 10_000;

  private static final int MAX_BLOCK_MS = 15_000;

  private IngressWiring() {}

  /**
   * An ingress that is still to be started.
   *
   * @param clientId that no other engine has
   */
  static Ingress of(
      MadcloudConfig config,
      String clientId,
      Programs programs,
      KnownTopics topics,
      RecordSerdes serdes,
      EngineAccess access,
      MeterRegistry meters) {
    return new Ingress(
        new IngressSetup(
            programs,
            topics::exists,
            config.topics()::isOurs,
            IngressClients.of(consumer(config, clientId), producer(config, clientId)),
            config.topics().notifications(),
            new Letters(
                config.topics().deadLetters(),
                programs,
                new Sealing(EncryptionConfig.keys(config)),
                meters),
            config.jsonTopics(),
            config.readsFromEnd(),
            MadcloudConfig.MAX_ID_BYTES,
            InputDecoder.MAX_INPUT_BYTES,
            serdes,
            access::explain,
            meters));
  }

  private record Letters(String topic, Programs programs, Sealing sealing, MeterRegistry meters)
      implements DeadLetters {

    @Override
    public ProducerRecord<byte[], byte[]> of(
        ConsumerRecord<byte[], byte[]> record, Op op, String reason, Exception error) {
      if (!Sealing.mayConcern(op, programs.current())) {
        return Refusals.of(record, topic, op, reason, error);
      }
      // What others say of what they cannot read, or evaluate, has a part of it as a rule.
      Exception told =
          error.getCause() == null ? error : new RejectedInputException(ErrorTexts.HIDDEN);
      return SealedLetters.seal(Refusals.of(record, topic, op, reason, told), sealing);
    }

    @Override
    public void written(String reason) {
      OpMetrics.deadLetter(meters, reason);
    }
  }

  /** The consumer group of the ingresses of all engines. */
  static String group(String applicationId) {
    return applicationId + NAME;
  }

  static Map<String, Object> consumer(MadcloudConfig config, String clientId) {
    Map<String, Object> own = new HashMap<>();
    own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, MadcloudConfig.SESSION_TIMEOUT_MS);
    own.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, MadcloudConfig.HEARTBEAT_INTERVAL_MS);
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_RECORDS);
    own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    own.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MS);
    // Topics of few partitions are shared, too, and whoever keeps a partition goes on meanwhile.
    own.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    own.putAll(config.clientProperties());
    own.putAll(config.originalsWithPrefix("consumer."));
    own.put(ConsumerConfig.GROUP_ID_CONFIG, group(config.applicationId()));
    own.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    own.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId + NAME);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    own.put(
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        config.getString(MadcloudConfig.INGRESS_OFFSET_RESET));
    return own;
  }

  static Map<String, Object> producer(MadcloudConfig config, String clientId) {
    Map<String, Object> own = new HashMap<>();
    own.put(ProducerConfig.BATCH_SIZE_CONFIG, MadcloudConfig.BATCH_BYTES);
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MadcloudConfig.MAX_RECORD_BYTES);
    own.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    own.putAll(config.clientProperties());
    own.putAll(config.originalsWithPrefix("producer."));
    // Whoever may use the engine's transactional ids may use this, whatever clients are called.
    own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group(config.applicationId()) + "-" + clientId);
    own.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + NAME);
    own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    return own;
  }
}
