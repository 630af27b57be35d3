package io.madcloud.testkit;

import io.madcloud.op.OpReply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that answer in tests. */
final class ServersTest {

  private static final String PROGRAM =
      """
      mount: /shop
      fields: { item: string, price: long, taken: boolean, oops: map<string> }
      ops:
        order: { out: [item] }
        price: { in: [item], out: [price], call: prices, fail: oops, supervise: { attempts: 2 } }
        take: { in: [price], out: [taken], call: stock }
      """;

  @RegisterExtension
  static final MadcloudTest madcloud =
      MadcloudTest.program(PROGRAM)
          .server(
              "prices",
              (op, call) ->
                  switch (call.inputs().get("item").toString()) {
                    case "pen" -> OpReply.of(Map.of("price", 3L));
                    case "ink" ->
                        call.attempt() == 1
                            ? OpReply.failure("not yet")
                            : OpReply.of(Map.of("price", 7L));
                    default -> OpReply.failure(op + " has none");
                  });

  @Test
  void a_server_answers_at_once_and_calls_to_others_wait() {
    madcloud
        .notify("/shop/order", "p1", Map.of("item", "pen"))
        .hasField("/shop/price", 3)
        .asked("/shop/take", Map.of("price", 3))
        .isRunning()
        .reply("/shop/take", Map.of("taken", true))
        .isQuiescent();
  }

  @Test
  void a_failed_attempt_is_followed_by_the_next() {
    madcloud.notify("/shop/order", "p1", Map.of("item", "ink")).hasField("/shop/price", 7);
  }

  @Test
  void the_last_failure_is_final() {
    madcloud
        .notify("/shop/order", "p1", Map.of("item", "glue"))
        .hasField(
            "/shop/oops",
            Map.of("op", "/shop/price", "error", "/shop/price has none", "attempts", "2"))
        .isQuiescent();
  }
}
