package io.madcloud.topology.program;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the brokers how far the program log is folded here, as the committed offset of a group that
 * nobody else is in; so whoever declares can wait for it. Never a reason to stop reading. One
 * thread.
 */
final class FoldReport {

  private static final Logger LOG = LoggerFactory.getLogger(FoldReport.class);

  /** A group's first commits may fail, until its coordinator is found and ready. */
  private static final int WORTH_A_WARNING = 5;

  private final Consumer<?, ?> consumer;
  private final TopicPartition partition;
  private long reported = -1;
  private boolean underWay;
  private int failures;

  FoldReport(Consumer<?, ?> consumer, TopicPartition partition) {
    this.consumer = consumer;
    this.partition = partition;
  }

  /** Everything before {@code position} is folded, and all turns from now on are taken with it. */
  void folded(long position) {
    if (position == reported || underWay) {
      return; // What is under way is followed by the rest, at the next call.
    }
    underWay = true;
    consumer.commitAsync(
        Map.of(partition, new OffsetAndMetadata(position)),
        (offsets, error) -> answered(position, error));
  }

  private void answered(long position, Exception error) {
    underWay = false;
    if (error == null) {
      reported = position;
      failures = 0;
    } else if (++failures == WORTH_A_WARNING) {
      LOG.warn(
          "Expected to tell how far the program log is folded, but {}; tried again, and until then"
              + " 'apply --wait' waits for this engine",
          error instanceof GroupAuthorizationException denied
              ? "brokers do not let this engine: it lacks Read on group " + denied.groupId()
              : error.toString());
    }
  }
}
