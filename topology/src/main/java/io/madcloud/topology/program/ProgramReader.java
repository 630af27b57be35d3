package io.madcloud.topology.program;

import io.madcloud.engine.program.Program;
import io.madcloud.topology.program.ProgramDecoder.RegistryAwayException;
import io.madcloud.wire.ProgramChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the program log on one thread, from the beginning and for ever. */
final class ProgramReader implements Runnable {

  /** Hears how the reading goes, on the reader's thread. */
  interface Listener {

    /** Reading begins; there are records up to {@code end}, exclusive. */
    void began(long end);

    /** Everything before {@code position} is folded. */
    void folded(Program program, List<RejectedDeclaration> rejected, long position, long skipped);

    /** Reading does not go on for now, and is tried again. */
    void troubled(String what);

    /** Reading has ended for good, and not because it was stopped. */
    void failed(Throwable why);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ProgramReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(1);
  private static final long FIRST_PAUSE_MS = 50;
  private static final long MAX_PAUSE_MS = 5_000;

  private final Consumer<byte[], byte[]> consumer;
  private final ProgramDecoder decoder;
  private final TopicPartition partition;
  private final ProgramFold fold;
  private final Listener listener;
  private final FoldReport report;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long skipped;
  private long pauseMs = FIRST_PAUSE_MS;

  /**
   * @param reports whether the consumer has a group to tell in how far it is
   */
  ProgramReader(
      Consumer<byte[], byte[]> consumer,
      ProgramDecoder decoder,
      String topic,
      ProgramFold fold,
      Listener listener,
      boolean reports) {
    this.consumer = consumer;
    this.decoder = decoder;
    this.partition = new TopicPartition(topic, 0);
    this.fold = fold;
    this.listener = listener;
    this.report = reports ? new FoldReport(consumer, partition) : null;
  }

  /** Makes {@link #run} return soon. To be called from any thread. */
  void stop() {
    stopped.countDown();
    consumer.wakeup();
  }

  @Override
  public void run() {
    try {
      while (!isStopped() && !attach()) {
        pause();
      }
      while (!isStopped()) {
        follow();
      }
    } catch (WakeupException | InterruptException | InterruptedException e) {
      if (!isStopped()) {
        fail(e);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      close();
    }
  }

  private boolean attach() {
    String topic = partition.topic();
    try {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic, ANSWER);
      if (partitions == null || partitions.isEmpty()) {
        troubled("there is no topic " + topic);
        return false;
      }
      if (partitions.size() > 1) {
        throw new ProgramLogException(
            "Expected one partition of topic "
                + topic
                + ", for the order of all declarations, but it has "
                + partitions.size());
      }
      List<TopicPartition> own = List.of(partition);
      consumer.assign(own);
      long begin = consumer.beginningOffsets(own, ANSWER).get(partition);
      if (begin > 0) {
        throw new ProgramLogException(
            ("Expected topic %s from offset 0, but it begins at %d: what was declared before is"
                    + " deleted (set retention.ms=-1 and cleanup.policy=delete)")
                .formatted(topic, begin));
      }
      long end = consumer.endOffsets(own, ANSWER).get(partition);
      consumer.seek(partition, 0);
      listener.began(end);
      pauseMs = FIRST_PAUSE_MS;
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      troubled("there is no topic " + topic);
    } catch (RetriableException e) {
      troubled("no broker answers: " + e.getMessage());
    }
    return false;
  }

  private void follow() throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      Optional<ProgramChange> change = decode(record);
      if (isStopped()) {
        return;
      }
      if (change.isPresent()) {
        fold.fold(change.get(), record.offset(), record.serializedValueSize());
      } else {
        skipped++;
      }
    }
    folded(consumer.position(partition));
  }

  /** Tries until the registry answers, or reading is stopped. */
  private Optional<ProgramChange> decode(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    while (!isStopped()) {
      try {
        Optional<ProgramChange> change = decoder.decode(record);
        pauseMs = FIRST_PAUSE_MS;
        return change;
      } catch (RegistryAwayException e) {
        folded(record.offset());
        troubled(
            "the schema of the record at offset %d cannot be had: %s"
                .formatted(record.offset(), e.getMessage()));
        pause();
      }
    }
    return Optional.empty();
  }

  private void folded(long position) {
    listener.folded(fold.program(), fold.rejected(), position, skipped);
    if (report != null) {
      report.folded(position);
    }
  }

  private void troubled(String what) {
    LOG.warn("Expected to read the program log, but {}; tried again in {} ms", what, pauseMs);
    listener.troubled(what);
  }

  private void pause() throws InterruptedException {
    if (!stopped.await(pauseMs, TimeUnit.MILLISECONDS)) {
      pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void fail(Throwable e) {
    LOG.error("Expected to read topic {} for ever, but reading has ended", partition.topic(), e);
    listener.failed(e);
  }

  private void close() {
    // Whoever stopped us may have interrupted us; the consumer closes properly all the same.
    if (Thread.interrupted()) {
      LOG.debug("Closing after an interrupt");
    }
    try {
      consumer.close(CloseOptions.timeout(CLOSE));
    } catch (RuntimeException e) {
      LOG.debug("Expected to close the consumer of the program log, but", e);
    }
  }
}
