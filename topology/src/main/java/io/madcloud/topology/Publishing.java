package io.madcloud.topology;

import io.madcloud.engine.Effect;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.op.OpCall;
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

  /** What the op replies: nothing, or why its inputs cannot be published. */
  OpReply reply(Op op, OpCall call) {
    String topic = topic(op);
    OptionalInt most = topics.largestRecord(topic);
    if (most.isEmpty()) {
      return OpReply.finalFailure("Expected topic " + topic + ", but it does not exist");
    }
    int room = Math.min(most.getAsInt(), MadcloudConfig.MAX_RECORD_BYTES) - AROUND_BYTES;
    try {
      int bytes = records.serialize(op, call.inputs()).length;
      return bytes <= room
          ? OpReply.none()
          : OpReply.finalFailure(
              "Expected a record of at most %d bytes for topic %s, but it has %d"
                  .formatted(room, topic, bytes));
    } catch (SchemaRefusedException e) {
      return OpReply.finalFailure(e.getMessage());
    } catch (SerializationException e) {
      if (RegistryException.isBehind(e)) {
        throw e;
      }
      return OpReply.finalFailure(e.getMessage());
    }
  }

  /** The record of an invocation whose op has replied. */
  Publication publication(Effect.Publish wish) {
    return new Publication(
        topic(wish.op()), wish.invocation(), records.serialize(wish.op(), wish.inputs()));
  }

  private static String topic(Op op) {
    return ((Action.Publish) op.action()).topic();
  }
}
