package io.madcloud.app.process;

import io.madcloud.app.cli.Connection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Notifications that were written when somebody asked, and that engines may not have taken yet: a
 * process that they do not know may be among them.
 */
final class Backlog {

  private final Connection connection;

  /** Where each partition began and ended. */
  private final Map<TopicPartition, Long> begins;

  private final Map<TopicPartition, Long> ends;

  private Backlog(
      Connection connection, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    this.connection = connection;
    this.begins = begins;
    this.ends = ends;
  }

  /** All notifications up to now. */
  static Backlog now(ProcessClient client) throws InterruptedException {
    return new Backlog(
        client.connection(),
        offsets(client, OffsetSpec.earliest()),
        offsets(client, OffsetSpec.latest()));
  }

  private static Map<TopicPartition, Long> offsets(ProcessClient client, OffsetSpec wanted)
      throws InterruptedException {
    String topic = client.topics().notifications();
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    for (int partition = 0; partition < client.partitions(topic); partition++) {
      specs.put(new TopicPartition(topic, partition), wanted);
    }
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    client
        .connection()
        .answer(client.connection().admin().listOffsets(specs, committed).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  /** How many of them no engine has taken for good. */
  long size() throws InterruptedException {
    TakenOffsets taken = TakenOffsets.now(connection);
    long size = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long first = Math.max(taken.next(end.getKey()), begins.get(end.getKey()));
      size += Math.max(0, end.getValue() - first);
    }
    return size;
  }
}
