package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.scenario.StageException;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.Topics;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What an engine writes, as far as it is committed: turns and outcomes are folded, refusals kept.
 * Knows as well which inputs the engine has taken, by the offsets that it committed with what it
 * wrote. Used by one thread.
 */
final class EngineOutput implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition journal;
  private final TopicPartition outcomes;
  private final TopicPartition deadLetters;
  private final Deserializer<Turn> turns;
  private final Deserializer<Outcome> ends;
  private final FoldedProcesses processes;
  private final Map<TopicPartition, Map<Long, Refusal>> refusals = new HashMap<>();

  EngineOutput(MadcloudConfig engine, RecordSerdes serdes, Admin admin, FoldedProcesses processes) {
    Topics topics = engine.topics();
    this.admin = admin;
    this.processes = processes;
    this.journal = new TopicPartition(topics.journal(), 0);
    this.outcomes = new TopicPartition(topics.outcomes(), 0);
    this.deadLetters = new TopicPartition(topics.deadLetters(), 0);
    this.turns = serdes.of(Turn.class).deserializer();
    this.ends = serdes.of(Outcome.class).deserializer();
    Map<String, Object> config = new HashMap<>(engine.clientProperties());
    // It joins no group: it only asks what the engine's has committed, and commits nothing.
    config.put(ConsumerConfig.GROUP_ID_CONFIG, engine.applicationId());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all = List.of(journal, outcomes, deadLetters);
    consumer.assign(all);
    all.forEach(partition -> consumer.seek(partition, 0));
  }

  /** Whether the engine has committed that it took the input at this offset. */
  boolean hasPassed(TopicPartition input, long offset) {
    OffsetAndMetadata next = consumer.committed(Set.of(input), ANSWER).get(input);
    return next != null && next.offset() > offset;
  }

  /** Reads what comes within a time, which may be nothing. */
  void read(Duration atMost) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      if (record.topic().equals(journal.topic())) {
        processes.fold(turns.deserialize(record.topic(), record.headers(), record.value()));
      } else if (record.topic().equals(outcomes.topic())) {
        processes.fold(ends.deserialize(record.topic(), record.headers(), record.value()));
      } else {
        Refusal refusal = Refusal.of(record);
        if (refusal != null) {
          refusals
              .computeIfAbsent(refusal.input(), input -> new HashMap<>())
              .put(refusal.offset(), refusal);
        }
      }
    }
  }

  /**
   * Reads everything that was written up to now. A transaction is committed in its topics one after
   * the other, so what an input came to may still be on its way although the input has passed: the
   * ends to reach are those of all records, and what is committed is read up to there.
   *
   * @param alive called between reads; throws to end the waiting
   */
  void readToEnd(Runnable alive, Duration pause) throws InterruptedException {
    Map<TopicPartition, Long> ends = ends();
    while (ends.entrySet().stream()
        .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
      alive.run();
      read(pause);
    }
    processes.requireComplete();
  }

  private Map<TopicPartition, Long> ends() throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        List.of(journal, outcomes, deadLetters).stream()
            .collect(Collectors.toMap(Function.identity(), it -> OffsetSpec.latest()));
    try {
      Map<TopicPartition, ListOffsetsResultInfo> found =
          admin
              .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
              .all()
              .get();
      return found.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    } catch (ExecutionException e) {
      throw new StageException(
          "Expected the ends of the engine's topics, but " + e.getCause().getMessage(), e);
    }
  }

  /** Why the input at this offset was not taken; null when it was, or only repeats another. */
  Refusal refusal(TopicPartition input, long offset) {
    return refusals.getOrDefault(input, Map.of()).get(offset);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
