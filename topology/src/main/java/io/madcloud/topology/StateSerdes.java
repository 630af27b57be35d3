package io.madcloud.topology;

import io.madcloud.engine.ProcessState;
import io.madcloud.engine.program.Program;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Sealing;
import io.madcloud.serdes.StateRecords;
import io.madcloud.wire.ProcessChunk;
import io.madcloud.wire.ProcessHead;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * Serdes for what the stores hold, where the values of sensitive fields are encrypted; the subject
 * is that of the changelog topic.
 */
final class StateSerdes {

  private final Serde<ProcessHead> heads;
  private final Serde<ProcessChunk> chunks;
  private final String headTopic;
  private final String chunkTopic;
  private final Sealing sealing;

  StateSerdes(RecordSerdes serdes, String applicationId, Sealing sealing) {
    this.sealing = sealing;
    heads = serdes.of(ProcessHead.class);
    chunks = serdes.of(ProcessChunk.class);
    headTopic = applicationId + "-process-head";
    chunkTopic = applicationId + "-process-chunk";
  }

  /**
   * The bytes of a head, the values in which are encrypted in place.
   *
   * @param program one that has all fields of the process
   */
  byte[] bytes(String process, ProcessHead head, Program program) {
    sealing.seal(process, head, program);
    return heads.serializer().serialize(headTopic, head);
  }

  /** Likewise. */
  byte[] bytes(String process, ProcessChunk chunk, Program program) {
    sealing.seal(process, chunk, program);
    return chunks.serializer().serialize(chunkTopic, chunk);
  }

  ProcessHead head(byte[] bytes) {
    return heads.deserializer().deserialize(headTopic, bytes);
  }

  ProcessChunk chunk(byte[] bytes) {
    return chunks.deserializer().deserialize(chunkTopic, bytes);
  }

  /**
   * The state of a process, with its values decrypted.
   *
   * @param program of at least the revision that the process met last
   */
  ProcessState state(String process, ProcessHead head, List<ProcessChunk> rest, Program program) {
    sealing.open(process, head, rest, program);
    return StateRecords.state(process, head, rest);
  }
}
