package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.app.Shell;
import io.madcloud.wire.Notification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code madcloud reply} answers in place of a server, and says what came of it. */
@ExtendWith(Bed.Shared.class)
final class ReplyCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bed bed;

  ReplyCommandTest(Bed bed) {
    this.bed = bed;
  }

  private void order(String process) {
    bed.run("notify", "/shop/order", "order=tea", "count=3", "--process", process);
  }

  @Test
  void a_reply_is_typed_sent_and_confirmed_by_the_turn_that_it_caused() {
    order("r1");
    Shell.Result result = bed.run("reply", "r1", "/shop/price", "price=12");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines().map(line -> line.replaceAll("^\\S+Z ", "")))
        .containsExactly(
            "r1 turn 2: reply to 2 /shop/price",
            "    2 /shop/price: done, 1 message",
            "    fieldset 0: added /shop/price = 12",
            "    fieldset 0: invoked 3 /shop/total",
            "    3 /shop/total: done, 1 message",
            "    fieldset 0: added /shop/total = 36",
            "    process: quiescent, outcome 1");
  }

  @Test
  void two_messages_are_alternatives() throws Exception {
    order("r2");
    Shell.Result result =
        bed.run(
            "reply",
            "r2",
            "/shop/price",
            "--message={\"price\": 1}",
            "--message={\"price\": 2}",
            "-o",
            "json");
    assertThat(result.exitCode()).isZero();
    JsonNode turn = JSON.readTree(result.out());
    assertThat(turn.get("cause").get("type").asText()).isEqualTo("reply");
    assertThat(turn.findValuesAsText("type")).contains("forked", "closed", "field-changed");
    assertThat(bed.run("process", "r2").out()).contains("0         (closed)", "0.1 ", "0.2 ");
  }

  @Test
  void no_message_answers_the_call_and_produces_nothing() {
    order("r3");
    Shell.Result result = bed.run("reply", "r3", "/shop/price", "--none");
    assertThat(result.out()).contains("2 /shop/price: done, 0 messages");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void an_error_is_a_failed_attempt_and_a_final_one_the_end() {
    order("r4");
    Shell.Result first = bed.run("reply", "r4", "/shop/price", "--error", "no tea");
    assertThat(first.out())
        .contains("turn 2: failed attempt of 2 /shop/price: no tea")
        .contains("2 /shop/price: attempt 1 failed: no tea");
    assertThat(bed.run("process", "r4").out()).contains("server pricing, attempt 2, error: no tea");
    Shell.Result last = bed.run("reply", "r4", "/shop/price", "--error=gone", "--final");
    assertThat(last.out()).contains("2 /shop/price: failed, 0 messages: gone");
  }

  @Test
  void the_reply_goes_where_the_process_lives() throws Exception {
    for (int partition = 0; partition < Bed.PARTITIONS; partition++) {
      String process = "r5-" + partition;
      bed.notifyAt(partition, process, new Notification("/shop/order", Map.of("order", "tea")));
      Shell.Result result = bed.run("reply", process, "/shop/price", "price=1");
      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
    }
  }

  @Test
  void values_that_do_not_fit_are_not_sent() {
    order("r6");
    Shell.Result result = bed.run("reply", "r6", "/shop/price", "price=much", "prise=1");
    assertThat(result.err())
        .contains("Expected a long for 'price', but found 'much'")
        .contains("Expected one of [price] of /shop/price, but found 'prise'");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(bed.run("process", "r6").out()).contains("attempt 1");
  }

  @Test
  void what_is_pending_instead_is_named() {
    order("r7");
    Shell.Result result = bed.run("reply", "r7", "/shop/late", "late=true");
    assertThat(result.err())
        .startsWith(
            "madcloud: Expected a pending call of /shop/late, but process r7 is running; pending: 1"
                + " /shop/late (due 2")
        .endsWith("; 2 /shop/price (server pricing, attempt 1)\n");
    assertThat(result.exitCode()).isEqualTo(1);
    Shell.Result other = bed.run("reply", "r7", "/shop/price", "price=1", "--invocation=7");
    assertThat(other.err())
        .startsWith("madcloud: Expected a pending call of /shop/price with number 7, but");
    bed.run("reply", "r7", "/shop/price", "price=1", "--invocation=2");
    Shell.Result again = bed.run("reply", "r7", "/shop/price", "price=1");
    assertThat(again.err()).contains("but process r7 is quiescent, outcome 1; pending: 1");
  }

  @Test
  void a_process_that_never_was_is_exit_code_3() {
    assertThat(bed.run("reply", "nobody", "/shop/price", "price=1").exitCode()).isEqualTo(3);
  }

  @Test
  void exactly_one_thing_is_said() {
    for (String[] arguments :
        new String[][] {
          {"reply", "r", "/a"},
          {"reply", "r", "/a", "x=1", "--none"},
          {"reply", "r", "/a", "--none", "--error=no"}
        }) {
      Shell.Result result = bed.run(arguments);
      assertThat(result.err())
          .startsWith("madcloud: Expected one of NAME=VALUE, --message, --none and --error");
      assertThat(result.exitCode()).isEqualTo(2);
    }
    assertThat(bed.run("reply", "r", "/a", "--none", "--final").err())
        .startsWith("madcloud: Expected --error with --final");
  }
}
