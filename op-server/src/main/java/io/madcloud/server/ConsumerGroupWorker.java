package io.madcloud.server;

import io.madcloud.server.CallRunner.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes calls from the partitions that a consumer group gives to this instance, for clusters
 * without share groups. Calls of a partition run at the same time; its offset is committed up to
 * the first that is not answered, so a call behind a slow one is answered in time, and again after
 * a crash.
 */
final class ConsumerGroupWorker implements Worker {

  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration BUSY = Duration.ofMillis(5);

  private final Consumer<byte[], byte[]> consumer;
  private final CallRunner runner;
  private final ExecutorService threads;
  private final int most;
  private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();

  /** When no more is waited for what is under way, as {@link System#nanoTime}. */
  private volatile long stopAtNs;

  private volatile boolean stopping;

  /**
   * Does nothing yet.
   *
   * @param most calls under way at a time
   */
  ConsumerGroupWorker(
      Consumer<byte[], byte[]> consumer, CallRunner runner, ExecutorService threads, int most) {
    this.consumer = consumer;
    this.runner = runner;
    this.threads = threads;
    this.most = most;
  }

  @Override
  public void run(String topic) throws InterruptedException {
    try (consumer) {
      consumer.subscribe(List.of(topic), new Handover());
      while (!stopping) {
        if (underWay() >= most) {
          consumer.pause(consumer.assignment());
        } else {
          consumer.resume(consumer.paused());
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(underWay() > 0 ? BUSY : IDLE)) {
          start(record);
        }
        commit();
      }
      consumer.pause(consumer.assignment());
      while (underWay() > 0 && System.nanoTime() < stopAtNs) {
        consumer.poll(BUSY); // Stays in the group: nobody else shall take what is nearly done.
      }
      commit();
    }
  }

  private void start(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Future<Verdict> call = threads.submit(() -> runner.run(record.topic(), record.value()));
    partitions
        .computeIfAbsent(partition, unused -> new PartitionProgress())
        .add(record.offset(), call);
  }

  private int underWay() {
    return partitions.values().stream().mapToInt(PartitionProgress::underWay).sum();
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (partition, progress) -> {
          long next = progress.takeCommittable();
          if (next >= 0) {
            offsets.put(partition, new OffsetAndMetadata(next));
          }
        });
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets);
    }
  }

  @Override
  public void stop(Duration grace) {
    stopAtNs = System.nanoTime() + grace.toNanos();
    stopping = true;
  }

  /** Commits what is answered before others get the partitions. */
  private final class Handover implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {}

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      commit();
      partitions.keySet().removeAll(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      partitions.keySet().removeAll(lost);
    }
  }
}
