package io.madcloud.bench.worker;

import io.madcloud.bench.byhand.AvroFormat;
import io.madcloud.bench.ops.Rotation;
import io.madcloud.bench.wire.StepCall;
import io.madcloud.bench.wire.StepReply;
import io.madcloud.serdes.SchemaRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Answers the calls of a topology by hand, with the least that a record needs. */
final class ByHandCalls implements Answering {

  private final String replyTopic;
  private final AvroFormat<StepCall> calls;
  private final AvroFormat<StepReply> replies;

  ByHandCalls(SchemaRegistry registry, String callTopic, String replyTopic) {
    this.replyTopic = replyTopic;
    calls = new AvroFormat<>(registry, callTopic, StepCall.class);
    replies = new AvroFormat<>(registry, replyTopic, StepReply.class);
  }

  @Override
  public ProducerRecord<byte[], byte[]> answer(ConsumerRecord<byte[], byte[]> record) {
    StepCall call = calls.decode(record.value());
    StepReply reply = new StepReply(call.getStep(), Rotation.of(call.getValue()));
    return new ProducerRecord<>(replyTopic, call.getHome(), record.key(), replies.encode(reply));
  }
}
