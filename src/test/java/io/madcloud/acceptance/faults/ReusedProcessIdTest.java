package io.madcloud.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.DeadLetter;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.acceptance.oracle.Stop;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Replies;
import io.madcloud.wire.Call;
import io.madcloud.wire.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process id that is used again once its first process is forgotten: what comes late for the
 * first process does not touch the second, though its invocation has the same number.
 */
final class ReusedProcessIdTest {
  private static final String PROGRAM =
      """
      mount: /shop
      fields: { item: string, price: long }
      ops:
        order: { out: [item] }
        ask: { in: [item], out: [price], call: prices }
      """;

  private static final String ID = "again";
  private static final String REPLIES = "madcloud.replies";

  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  @TempDir private Path directory;

  private TestBed bed;

  @Test
  void late_replies_to_a_forgotten_process_do_not_touch_the_next_one_of_its_id() throws Exception {
    try (TestBed started = TestBed.start(directory, "prices")) {
      bed = started;
      bed.declare(PROGRAM);
      EngineProcess engine = bed.engine("engine", Map.of("madcloud.retention.ms", "1000"));
      Oracle oracle = bed.oracle();
      bed.worker(
          "prices",
          call -> List.of(),
          (call, reply) -> {
            calls.add(call);
            return List.of();
          });
      notify("pen");
      Call first = calls.poll(90, TimeUnit.SECONDS);
      reply(first, 10);
      await(oracle, engine, 1);

      Call second = secondCall();
      assertThat(second.getInvocation()).isEqualTo(first.getInvocation());
      assertThat(second.getIncarnation()).isNotEqualTo(first.getIncarnation());
      assertThat(second.getIdempotencyKey()).isNotEqualTo(first.getIdempotencyKey());
      reply(first, 11);
      write(first, Replies.failed(first, "too late", false));
      write(first, Replies.failed(first, "too late", true));
      Eventually.until(
          "three dead letters",
          Duration.ofSeconds(60),
          () -> oracle.poll(Duration.ofMillis(20)).deadLetters().size() == 3,
          () -> oracle.deadLetters().toString());
      assertThat(oracle.deadLetters()).extracting(DeadLetter::reason).containsOnly("not-pending");
      assertThat(oracle.outcomes(ID)).hasSize(1);

      reply(second, 20);
      reply(second, 21); // It has its reply; that this one is ignored is counted.
      await(oracle, engine, 2);
      engine.stop();
      oracle.readToEnd();

      assertThat(oracle.outcomes(ID))
          .extracting(Stop::fieldsets)
          .containsExactly(
              Map.of("0", Map.of("/shop/item", "pen", "/shop/price", 10L)),
              Map.of("0", Map.of("/shop/item", "ink", "/shop/price", 20L)));
      assertThat(oracle.findings(Map.of(ID, 2))).isEmpty();
      assertThat(oracle.deadLetters()).hasSize(3);
    }
  }

  private void notify(String item) {
    bed.notify(ID, "/shop/order", Map.of("item", item));
  }

  /** As long as the first process is known, events with its id are ignored. */
  private Call secondCall() throws InterruptedException {
    Call call = null;
    for (int tries = 0; call == null && tries < 450; tries++) {
      notify("ink");
      call = calls.poll(200, TimeUnit.MILLISECONDS);
    }
    assertThat(call).as("call of a second process with this id").isNotNull();
    return call;
  }

  private void reply(Call call, long price) throws Exception {
    write(call, Replies.done(call, List.of(Map.of("price", price))));
  }

  private void write(Call call, Reply reply) throws Exception {
    Serializer<Reply> serializer = RecordSerdes.of(bed.clients()).of(Reply.class).serializer();
    bed.raw(REPLIES, call.getHomePartition(), ID, serializer.serialize(REPLIES, reply));
  }

  private static void await(Oracle oracle, EngineProcess engine, int outcomes) {
    Eventually.until(
        outcomes + " outcomes",
        Duration.ofSeconds(60),
        () -> oracle.poll(Duration.ofMillis(20)).outcomes(ID).size() == outcomes,
        () -> oracle.outcomes(ID) + "; the engine printed: " + engine.tail());
  }
}
