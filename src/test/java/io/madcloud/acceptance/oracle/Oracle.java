package io.madcloud.acceptance.oracle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of journal, outcomes and dead letters from the beginning, and says
 * whether each process was served exactly once. An ordinary consumer with byte arrays that shares
 * no code with Madcloud. To be used by one thread.
 */
public final class Oracle implements AutoCloseable {
  private static final String JOURNAL = "madcloud.journal";
  private static final String OUTCOMES = "madcloud.outcomes";
  private static final String DEAD_LETTERS = "madcloud.dead-letters";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final FramedAvro avro;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
  private final Ledger ledger = new Ledger();

  public Oracle(String bootstrapServers, String registryUrl) {
    consumer = consumer(bootstrapServers, "read_committed");
    avro = FramedAvro.withRegistry(registryUrl);
    for (String topic : List.of(JOURNAL, OUTCOMES, DEAD_LETTERS)) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers, String isolation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", servers);
    settings.put("isolation.level", isolation);
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Takes what has come, and waits for it at most this long. */
  public Oracle poll(Duration atMost) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      seen.add(record);
      enter(ledger, record);
    }
    return this;
  }

  /** Takes all that is committed by now. */
  public Oracle readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
      poll(Duration.ofMillis(100));
    }
    return this;
  }

  private void enter(Ledger into, ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    switch (record.topic()) {
      case JOURNAL -> into.journal(key, record.partition(), avro.decode(record.value()));
      case OUTCOMES -> into.outcome(key, record.partition(), avro.decode(record.value()));
      default -> into.deadLetter(new DeadLetter(key, record.value(), headers(record)));
    }
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }

  /** How many processes have an outcome. */
  public int stopped() {
    return ledger.stopped();
  }

  /** What does not add up, given the ids of all processes; empty when each was served once. */
  public List<String> findings(Set<String> expected) {
    return ledger.findings(expected);
  }

  /** What does not add up where the processes did not begin, so that it has views of them alone. */
  public List<String> findingsOfViews() {
    return ledger.findingsOfViews();
  }

  /** The live fieldsets of a process by id, as the journal makes them. */
  public Map<String, Map<String, Object>> fieldsets(String process) {
    return ledger.of(process).folded().fieldsets();
  }

  /** The same, given how often each id was used, by one process after the other. */
  public List<String> findings(Map<String, Integer> expected) {
    return ledger.findings(expected);
  }

  /** The same if the {@code index}-th record of all had never been written. */
  public List<String> findingsWithout(int index, Set<String> expected) {
    Ledger other = new Ledger();
    for (int i = 0; i < seen.size(); i++) {
      if (i != index) {
        enter(other, seen.get(i));
      }
    }
    return other.findings(expected);
  }

  /** The same if the {@code index}-th record of all had been written twice. */
  public List<String> findingsWithTwice(int index, Set<String> expected) {
    Ledger other = new Ledger();
    for (int i = 0; i < seen.size(); i++) {
      enter(other, seen.get(i));
      if (i == index) {
        enter(other, seen.get(i));
      }
    }
    return other.findings(expected);
  }

  /** How many records were read. */
  public int records() {
    return seen.size();
  }

  public List<DeadLetter> deadLetters() {
    return ledger.deadLetters();
  }

  /** What a process came to last; null when it has not stopped yet. */
  public Stop outcome(String process) {
    return ledger.of(process).newest();
  }

  /** The same of all processes that used an id one after the other and have stopped. */
  public List<Stop> outcomes(String process) {
    return ledger.allOf(process).stream()
        .map(ProcessAccount::newest)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The ops that a process has invoked, in order; an op appears once for each invocation. */
  public List<String> ops(String process) {
    return ledger.of(process).folded().ops();
  }

  /** Whether a live fieldset of the process holds the field now. */
  public boolean holds(String process, String field) {
    return ledger.of(process).folded().holds(field);
  }

  /** The revision of the program that the newest turn of a process was taken with. */
  public long programRevision(String process) {
    return ledger.of(process).programRevision();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
