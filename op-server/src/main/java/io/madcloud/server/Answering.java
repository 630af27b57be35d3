package io.madcloud.server;

import io.madcloud.op.OpReply;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Replies;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Call;
import io.madcloud.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Makes the reply to a call: reads it, has a handler answer it, writes. Thread-safe. */
final class Answering {

  /** Begins what says of an attempt whose time was over before it began. */
  private static final String EXPIRED = "Expected to be called before ";

  private final Handlers handlers;
  private final Deserializer<Call> calls;
  private final Serializer<Reply> replies;
  private final Clock clock;

  Answering(Handlers handlers, RecordSerdes serdes, Clock clock) {
    this.handlers = handlers;
    this.calls = serdes.of(Call.class).deserializer();
    this.replies = serdes.of(Reply.class).serializer();
    this.clock = clock;
  }

  /**
   * A call that was read and answered.
   *
   * @param reply what is to be written
   * @param failed whether the attempt did
   */
  record Answered(Call call, ProducerRecord<byte[], byte[]> reply, boolean failed) {}

  /**
   * Reads a call and answers it.
   *
   * @throws SerializationException if it is none
   */
  Answered answer(String topic, byte[] bytes) {
    Call call = bytes == null ? null : calls.deserialize(topic, bytes);
    if (call == null) {
      throw new SerializationException("Expected a call, but found a record without a value");
    }
    Reply reply = reply(call);
    return new Answered(call, record(call, reply), reply.getError() != null);
  }

  /** The same call, failed for good because its reply cannot be written. */
  ProducerRecord<byte[], byte[]> unwritable(Call call, String error) {
    return record(call, Replies.failed(call, error, false));
  }

  /** The engine has called again, or given up: whatever came now would be late. */
  private boolean isExpired(Call call) {
    return call.getDeadline() != null && clock.instant().isAfter(call.getDeadline());
  }

  private Reply reply(Call call) {
    if (isExpired(call)) {
      String error = EXPIRED + call.getDeadline() + ", but it is " + clock.instant();
      return Replies.failed(call, error, true);
    }
    try {
      return wire(call, handlers.answer(asHandlersSeeIt(call)));
    } catch (IllegalArgumentException e) { // Values that no engine would have sent, or would take.
      return Replies.failed(call, e.getMessage(), false);
    }
  }

  private static ServerCall asHandlersSeeIt(Call call) {
    Instant deadline = call.getDeadline();
    return new ServerCall(
        call.getOp(),
        call.getVersion(),
        call.getProcess(),
        call.getInvocation(),
        call.getAttempt(),
        deadline,
        call.getIdempotencyKey(),
        call.getTraceparent(),
        new Inputs(Values.fieldsFromWire(call.getInputs())));
  }

  private static Reply wire(Call call, OpReply reply) {
    if (reply instanceof OpReply.Failure failure) {
      return Replies.failed(call, failure.error(), failure.retryable());
    }
    List<Map<String, Object>> messages = new ArrayList<>();
    for (Map<String, Object> message : ((OpReply.Messages) reply).messages()) {
      messages.add(Values.fieldsToWire(message));
    }
    return Replies.done(call, messages);
  }

  /** To the home partition that the call named, whatever a partitioner would say. */
  private ProducerRecord<byte[], byte[]> record(Call call, Reply reply) {
    return new ProducerRecord<>(
        call.getReplyTopic(),
        call.getHomePartition(),
        call.getProcess().getBytes(StandardCharsets.UTF_8),
        replies.serialize(call.getReplyTopic(), reply));
  }
}
