package io.madcloud.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.op.OpReply;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.Call;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** From the record of a call to the record of its reply. */
final class AnsweringTest {

  private static final String CALLS = "madcloud.calls.prices";
  private static final String REPLIES = "madcloud.replies";
  private static final Instant NOW = Instant.ofEpochMilli(10_000);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final RecordSerdes serdes =
      RecordSerdes.of(Map.of("schema.registry.url", "mock://answering"));

  private static Call.Builder call() {
    return Call.newBuilder()
        .setProcess("p1")
        .setIncarnation(new Incarnation("madcloud.notifications", 3, 9L))
        .setInvocation(4)
        .setOp("/shop/price")
        .setAttempt(2)
        .setReplyTopic(REPLIES)
        .setHomePartition(3)
        .setIdempotencyKey("key")
        .setInputs(Map.of("item", "pen"));
  }

  private Answering.Answered answered(Handler handler, Call call) {
    Handlers handlers = Handlers.none().on("/shop/price", handler);
    byte[] bytes = serdes.of(Call.class).serializer().serialize(CALLS, call);
    return new Answering(handlers, serdes, CLOCK).answer(CALLS, bytes);
  }

  private Reply reply(ProducerRecord<byte[], byte[]> record) {
    return serdes.of(Reply.class).deserializer().deserialize(REPLIES, record.value());
  }

  @Test
  void the_reply_names_its_call_and_goes_to_the_home_partition() {
    Answering.Answered answered =
        answered(call -> OpReply.of(Map.of("price", 1.5)), call().build());
    ProducerRecord<byte[], byte[]> record = answered.reply();
    assertThat(record.topic()).isEqualTo(REPLIES);
    assertThat(record.partition()).isEqualTo(3);
    assertThat(record.key()).isEqualTo("p1".getBytes(StandardCharsets.UTF_8));
    Reply reply = reply(record);
    assertThat(reply.getProcess()).isEqualTo("p1");
    assertThat(reply.getIncarnation()).isEqualTo(new Incarnation("madcloud.notifications", 3, 9L));
    assertThat(reply.getInvocation()).isEqualTo(4);
    assertThat(reply.getAttempt()).isEqualTo(2);
    assertThat(reply.getMessages()).hasToString("[{price=1.5}]");
    assertThat(answered.failed()).isFalse();
  }

  @Test
  void a_call_whose_time_is_over_is_not_handled() {
    Handler never =
        call -> {
          throw new AssertionError("handled");
        };
    Call late = call().setDeadline(NOW.minusMillis(1)).build();
    Reply reply = reply(answered(never, late).reply());
    assertThat(reply.getError().getText())
        .isEqualTo(
            "Expected to be called before 1970-01-01T00:00:09.999Z, but it is"
                + " 1970-01-01T00:00:10Z");
    assertThat(reply.getError().getRetryable()).isTrue();
    Call just = call().setDeadline(NOW).build();
    assertThat(answered(call -> OpReply.none(), just).failed()).isFalse();
  }

  @Test
  void a_message_that_is_no_value_fails_the_call_for_good() {
    Answering.Answered answered =
        answered(call -> OpReply.of(Map.of("price", Thread.currentThread())), call().build());
    assertThat(answered.failed()).isTrue();
    assertThat(reply(answered.reply()).getError().getRetryable()).isFalse();
  }

  @Test
  void what_is_no_call_is_refused() {
    Answering answering = new Answering(Handlers.none(), serdes, CLOCK);
    assertThatThrownBy(() -> answering.answer(CALLS, null))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> answering.answer(CALLS, new byte[] {1, 2, 3}))
        .isInstanceOf(SerializationException.class);
  }
}
