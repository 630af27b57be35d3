package io.madcloud.topology;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.op.OpReply;
import io.madcloud.serdes.OpRecordSerializer;
import io.madcloud.serdes.RegistryException;
import io.madcloud.serdes.SchemaRefusedException;
import java.util.OptionalInt;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Makes records of what one-way ops publish. Whether that can be done is found out while the turn
 * is taken, so that a topic that is not there, a schema that the registry refuses and a record that
 * is too large are failures of the op, which its supervision deals with. Thread-safe.
 */
final class Publishing {

  /** What a batch of one record has besides its value: at most an id, an op's path, and Kafka's. */
  private static final int AROUND_BYTES = 4 * 1024;

  private final OpRecordSerializer records;
  private final CallTopics topics;

  Publishing(OpRecordSerializer records, CallTopics topics) {
    this.records = records;
    this.topics = topics;
  }

  /** Has the op reply: nothing, with the record that is to be published, or why there is none. */
  void prepare(Firing firing) {
    Op op = firing.op();
    String topic = topic(op);
    OptionalInt most = topics.largestRecord(topic);
    if (most.isEmpty()) {
      fail(
          firing,
          topics.of(topic) == CallTopics.Presence.DENIED
              ? KnownTopics.denied(topic)
              : "Expected topic " + topic + ", but it does not exist");
      return;
    }
    int room = Math.min(most.getAsInt(), MadcloudConfig.MAX_RECORD_BYTES) - AROUND_BYTES;
    try {
      byte[] record = records.serialize(op, firing.run().inputs());
      if (record.length <= room) {
        firing.prepared(new Publication(topic, firing.run().invocation(), record));
        firing.replyWith(OpReply.none());
      } else {
        fail(
            firing,
            "Expected a record of at most %d bytes for topic %s, but it has %d"
                .formatted(room, topic, record.length));
      }
    } catch (SchemaRefusedException e) {
      fail(firing, e.getMessage());
    } catch (SerializationException e) {
      if (RegistryException.isBehind(e)) {
        throw e;
      }
      fail(firing, e.getMessage());
    }
  }

  private static void fail(Firing firing, String error) {
    firing.replyWith(OpReply.finalFailure(error));
  }

  private static String topic(Op op) {
    return ((Action.Publish) op.action()).topic();
  }
}
