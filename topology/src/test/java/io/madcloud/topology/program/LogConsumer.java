package io.madcloud.topology.program;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.ProgramChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serde;

/** A program log without a broker. */
final class LogConsumer extends MockConsumer<byte[], byte[]> {

  static final String TOPIC = "programs";

  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  /** Offsets that the reader has committed, in this order. */
  final BlockingQueue<Long> commits = new LinkedBlockingQueue<>();

  volatile boolean away;
  volatile boolean refusesCommits;
  private long offset;

  LogConsumer() {
    super("none");
    updateBeginningOffsets(Map.of(PARTITION, 0L));
    updateEndOffsets(Map.of(PARTITION, 0L));
  }

  static Serde<ProgramChange> serde() {
    return RecordSerdes.of(Map.of("schema.registry.url", "mock://program-log"))
        .of(ProgramChange.class);
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
    if (away) {
      throw new TimeoutException("nobody at localhost:1");
    }
    return super.partitionsFor(topic, timeout);
  }

  @Override
  public synchronized void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    if (refusesCommits) {
      refusesCommits = false;
      callback.onComplete(offsets, new TimeoutException("nobody coordinates"));
    } else {
      commits.add(offsets.get(PARTITION).offset());
      callback.onComplete(offsets, null);
    }
  }

  LogConsumer withPartitions(int count) {
    Node node = new Node(1, "localhost", 1);
    Node[] nodes = {node};
    updatePartitions(
        TOPIC,
        IntStream.range(0, count)
            .mapToObj(i -> new PartitionInfo(TOPIC, i, node, nodes, nodes))
            .toList());
    return this;
  }

  LogConsumer beginningAt(long begin) {
    updateBeginningOffsets(Map.of(PARTITION, begin));
    return this;
  }

  /** What is in the log before anybody reads. */
  LogConsumer holding(List<ProgramChange> changes) {
    updateEndOffsets(Map.of(PARTITION, offset + changes.size()));
    append(changes);
    return this;
  }

  /** Appends records; the reader finds them at its next poll. */
  void append(List<ProgramChange> changes) {
    changes.forEach(change -> append(serde().serializer().serialize(TOPIC, change)));
  }

  /** Appends a record of any bytes, or none. */
  synchronized void append(byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(TOPIC, 0, offset++, new byte[0], value);
    schedulePollTask(() -> addRecord(record));
  }
}
