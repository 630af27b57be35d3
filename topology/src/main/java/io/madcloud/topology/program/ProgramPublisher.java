package io.madcloud.topology.program;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Pause;
import io.madcloud.serdes.ProgramRecords;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.ProgramChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Appends declarations to the program log. Without transactions: the closing marker, sent when all
 * else has arrived, makes a declaration whole, and one that was broken off never applies.
 * Thread-safe.
 */
public final class ProgramPublisher implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<String, ProgramChange> producer;
  private final String topic;

  ProgramPublisher(Producer<String, ProgramChange> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Connects, and sees that the topic is there and has one partition.
   *
   * @param config of Kafka's clients, together with the registry's keys
   * @param topic the program log
   * @throws ProgramLogException if there is no such topic, or no broker answers within 15 s
   * @throws org.apache.kafka.common.KafkaException if the configuration is incomplete or wrong
   */
  public static ProgramPublisher open(Map<String, Object> config, String topic)
      throws InterruptedException {
    RecordSerdes serdes = RecordSerdes.of(config);
    ProgramClients.requireTopic(config, topic);
    return new ProgramPublisher(
        ProgramClients.producer(config, serdes.of(ProgramChange.class).serializer()), topic);
  }

  /**
   * Appends one declaration, and waits until all of it has arrived. Whether it holds is decided by
   * those who read it: {@link ProgramLog#awaitRevision} and {@link ProgramLog#rejection}.
   *
   * @param removals absolute paths of ops or folders, removed in this order before the rest
   * @return its revision: the offset of its closing marker
   * @throws IllegalArgumentException if an op states what no op can be
   * @throws ProgramLogException if Kafka or the registry refuses or does not answer; then it never
   *     applies, unless only the answer to the marker was lost
   */
  public long publish(Declaration declaration, List<String> removals) throws InterruptedException {
    return publishAll(ProgramRecords.changes(UUID.randomUUID().toString(), declaration, removals));
  }

  /**
   * Has ops paused or resumed, in this order, all at once; otherwise the same.
   *
   * @return the revision, as of a declaration
   */
  public long publish(List<Pause> pauses) throws InterruptedException {
    return publishAll(ProgramRecords.changes(UUID.randomUUID().toString(), pauses));
  }

  private long publishAll(List<ProgramChange> changes) throws InterruptedException {
    int last = changes.size() - 1;
    List<Future<RecordMetadata>> sent = new ArrayList<>(last);
    for (ProgramChange change : changes.subList(0, last)) {
      sent.add(send(change));
    }
    for (int i = 0; i < last; i++) {
      arrived(sent.get(i), changes.get(i));
    }
    return arrived(send(changes.get(last)), changes.get(last)).offset();
  }

  private Future<RecordMetadata> send(ProgramChange change) {
    try {
      return producer.send(new ProducerRecord<>(topic, 0, ProgramRecords.key(change), change));
    } catch (RuntimeException e) {
      throw refused(change, e);
    }
  }

  private RecordMetadata arrived(Future<RecordMetadata> sent, ProgramChange change)
      throws InterruptedException {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw refused(change, e.getCause());
    }
  }

  private ProgramLogException refused(ProgramChange change, Throwable why) {
    return new ProgramLogException(
        "Expected topic %s to take %s (record %d of a declaration), but %s"
            .formatted(topic, ProgramRecords.key(change), change.getIndex(), why.getMessage()),
        why);
  }

  /** Ends the connection, waiting at most 5 s. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
