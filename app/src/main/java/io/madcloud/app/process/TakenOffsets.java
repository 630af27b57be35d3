package io.madcloud.app.process;

import io.madcloud.app.cli.Connection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the engines of a cluster have taken their topics for good, when somebody asked. */
record TakenOffsets(Map<TopicPartition, OffsetAndMetadata> committed) {

  static TakenOffsets now(Connection connection) throws InterruptedException {
    return new TakenOffsets(
        connection.answer(
            connection
                .admin()
                .listConsumerGroupOffsets(connection.config().applicationId())
                .partitionsToOffsetAndMetadata()));
  }

  /** The offset of the first record that is not taken; 0 when none is. */
  long next(TopicPartition partition) {
    OffsetAndMetadata taken = committed.get(partition);
    return taken == null ? 0 : taken.offset();
  }
}
