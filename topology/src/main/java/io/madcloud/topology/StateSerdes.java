package io.madcloud.topology;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.ProcessChunk;
import io.madcloud.wire.ProcessHead;
import org.apache.kafka.common.serialization.Serde;

/** Serdes for what the stores hold; the subject is that of the changelog topic. */
final class StateSerdes {

  private final Serde<ProcessHead> heads;
  private final Serde<ProcessChunk> chunks;
  private final String headTopic;
  private final String chunkTopic;

  StateSerdes(RecordSerdes serdes, String applicationId) {
    heads = serdes.of(ProcessHead.class);
    chunks = serdes.of(ProcessChunk.class);
    headTopic = applicationId + "-process-head";
    chunkTopic = applicationId + "-process-chunk";
  }

  byte[] bytes(ProcessHead head) {
    return heads.serializer().serialize(headTopic, head);
  }

  byte[] bytes(ProcessChunk chunk) {
    return chunks.serializer().serialize(chunkTopic, chunk);
  }

  ProcessHead head(byte[] bytes) {
    return heads.deserializer().deserialize(headTopic, bytes);
  }

  ProcessChunk chunk(byte[] bytes) {
    return chunks.deserializer().deserialize(chunkTopic, bytes);
  }
}
