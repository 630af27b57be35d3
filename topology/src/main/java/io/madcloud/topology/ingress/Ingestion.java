package io.madcloud.topology.ingress;

import io.madcloud.engine.program.Op;
import io.madcloud.serdes.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer and a producer that write what came of records, and how far they were read, in one
 * transaction. All that a batch becomes is computed before the transaction begins, so that it is
 * short. After any exception this is to be closed: another one begins where the last transaction
 * that was committed ended. One thread, but for {@link #wakeUp}.
 */
final class Ingestion implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Translation translation;
  private final IngressMetrics metrics;
  private final Trouble trouble;
  private final DeadLetters deadLetters;
  private final boolean fromEnd;

  /** Partitions that wait for the schema registry, until their next record has been read. */
  private final Set<TopicPartition> held = new HashSet<>();

  private Set<String> topics = Set.of();
  private long resumeAtNs;

  /** What came of the records of a batch, and where to go on. */
  private record Batch(
      List<Ingested> outputs,
      Map<TopicPartition, OffsetAndMetadata> next,
      Map<TopicPartition, Long> begins,
      Map<String, Integer> records) {

    Batch() {
      this(new ArrayList<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }
  }

  Ingestion(IngressSetup setup, Translation translation, IngressMetrics metrics, Trouble trouble) {
    this.translation = translation;
    this.metrics = metrics;
    this.trouble = trouble;
    this.deadLetters = setup.deadLetters();
    this.fromEnd = setup.fromEnd();
    this.consumer = setup.clients().consumer();
    try {
      this.producer = setup.clients().producer();
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(CLOSE));
      throw e;
    }
  }

  /** Ends the transaction that a predecessor may have left open. */
  void begin() {
    producer.initTransactions();
  }

  /** Has {@link #turn} end soon, with an exception. To be called from any thread. */
  void wakeUp() {
    consumer.wakeup();
  }

  /** Reads these topics from now on. */
  void subscribe(Set<String> wanted) {
    if (!wanted.equals(topics)) {
      consumer.subscribe(wanted, new Assignment());
      topics = wanted;
    }
  }

  /**
   * Takes the records that have come, or waits for some for a while.
   *
   * @param ops asked when records are there: whoever wrote them may rely on a declaration
   */
  void turn(Supplier<EventOps> ops) {
    resume();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    Batch batch = records.isEmpty() ? new Batch() : translate(records, ops.get());
    boolean written = !batch.next.isEmpty() && write(batch);
    if (trouble.isThere() && held.isEmpty() && (written || isAtEnd())) {
      trouble.over();
    }
  }

  /** Whether there is nothing to read, which says more than that nothing was read. */
  private boolean isAtEnd() {
    return consumer.groupMetadata().generationId() >= 0
        && consumer.assignment().stream()
            .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
  }

  private Batch translate(ConsumerRecords<byte[], byte[]> records, EventOps ops) {
    Batch batch = new Batch();
    boolean away = false;
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> read = records.records(partition);
      List<Op> takers = ops.of(partition.topic());
      if (away || takers.isEmpty()) {
        // An answer that does not come takes long: others are not to wait for more than one.
        consumer.seek(partition, read.get(0).offset());
        continue;
      }
      batch.begins.put(partition, read.get(0).offset());
      away = !translate(read, takers, records.nextOffsets().get(partition), batch);
    }
    return batch;
  }

  /** Answers whether the registry did, where it was asked. */
  private boolean translate(
      List<ConsumerRecord<byte[], byte[]>> records,
      List<Op> ops,
      OffsetAndMetadata end,
      Batch batch) {
    TopicPartition partition =
        new TopicPartition(records.get(0).topic(), records.get(0).partition());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        batch.outputs.addAll(translation.of(record, ops));
      } catch (RegistryException e) {
        hold(partition, record.offset(), e);
        return false;
      }
      batch.next.put(partition, new OffsetAndMetadata(record.offset() + 1));
      batch.records.merge(partition.topic(), 1, Integer::sum);
    }
    batch.next.put(partition, end);
    held.remove(partition);
    return true;
  }

  private void hold(TopicPartition partition, long offset, RegistryException why) {
    consumer.seek(partition, offset);
    consumer.pause(Set.of(partition));
    held.add(partition);
    resumeAtNs = System.nanoTime() + 1_000_000 * trouble.because(why);
  }

  private void resume() {
    if (!held.isEmpty() && System.nanoTime() - resumeAtNs >= 0) {
      consumer.resume(held);
    }
  }

  /** Answers whether it is written; if not, the same records are read again. */
  private boolean write(Batch batch) {
    ConcurrentLinkedQueue<Ingested> tooLarge = new ConcurrentLinkedQueue<>();
    producer.beginTransaction();
    try {
      for (Ingested each : batch.outputs) {
        send(each, tooLarge);
      }
      producer.sendOffsetsToTransaction(batch.next, consumer.groupMetadata());
      producer.commitTransaction();
    } catch (KafkaException e) {
      if (tooLarge.isEmpty()) {
        throw e;
      }
      tooLarge.forEach(translation::refuse);
      producer.abortTransaction();
      batch.begins.forEach(consumer::seek);
      return false;
    }
    translation.written();
    batch.records.forEach(metrics::read);
    metrics.written(batch.outputs);
    batch.outputs.stream()
        .filter(each -> each.refusal() != null)
        .forEach(each -> deadLetters.written(each.refusal()));
    return true;
  }

  private void send(Ingested each, Collection<Ingested> tooLarge) {
    Future<RecordMetadata> unused =
        producer.send(
            each.output(),
            (arrived, error) -> {
              if (error instanceof RecordTooLargeException && each.refusal() == null) {
                tooLarge.add(each);
              }
            });
  }

  /** A first look at partitions, and a last one. */
  private final class Assignment implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      if (fromEnd) {
        remember(assigned);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      held.removeAll(revoked);
    }

    /**
     * Where the end was at first sight must not be found anew after a stop: what is written in
     * between would be skipped.
     */
    private void remember(Collection<TopicPartition> assigned) {
      Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(assigned));
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      for (TopicPartition partition : assigned) {
        if (known.get(partition) == null) {
          ends.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
      }
      if (!ends.isEmpty()) {
        consumer.commitSync(ends);
      }
    }
  }

  /** Leaves the group; a transaction that is still open is ended by whoever begins next. */
  @Override
  public void close() {
    try {
      producer.close(CLOSE);
    } catch (KafkaException e) {
      LOG.debug("Expected to close the producer of the ingress, but", e);
    }
    try {
      consumer.close(CloseOptions.timeout(CLOSE));
    } catch (KafkaException e) {
      LOG.debug("Expected to close the consumer of the ingress, but", e);
    }
  }
}
