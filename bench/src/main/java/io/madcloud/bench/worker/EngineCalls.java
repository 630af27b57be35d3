package io.madcloud.bench.worker;

import io.madcloud.bench.ops.Rotation;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Replies;
import io.madcloud.wire.Call;
import io.madcloud.wire.Reply;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Answers an engine's calls, with the project's own records. Each op is named after the field that
 * it makes, and has one input.
 */
final class EngineCalls implements Answering {

  private final Deserializer<Call> calls;
  private final Serializer<Reply> replies;

  EngineCalls(RecordSerdes serdes) {
    calls = serdes.of(Call.class).deserializer();
    replies = serdes.of(Reply.class).serializer();
  }

  @Override
  public ProducerRecord<byte[], byte[]> answer(ConsumerRecord<byte[], byte[]> record) {
    Call call = calls.deserialize(record.topic(), record.value());
    String made = call.getOp().substring(call.getOp().lastIndexOf('/') + 1);
    String value = (String) call.getInputs().values().iterator().next();
    Reply reply = Replies.done(call, List.of(Map.of(made, Rotation.of(value))));
    String topic = call.getReplyTopic();
    return new ProducerRecord<>(
        topic, call.getHomePartition(), record.key(), replies.serialize(topic, reply));
  }
}
