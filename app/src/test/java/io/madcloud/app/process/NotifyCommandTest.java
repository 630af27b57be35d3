package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.app.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code madcloud notify} starts processes, and waits for what they come to. */
@ExtendWith(Bed.Shared.class)
final class NotifyCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bed bed;

  NotifyCommandTest(Bed bed) {
    this.bed = bed;
  }

  @Test
  void the_id_of_the_new_process_is_printed_and_leads_to_it() {
    Shell.Result started = bed.run("notify", "/shop/hello", "count=3");
    assertThat(started.err()).isEmpty();
    assertThat(started.exitCode()).isZero();
    assertThat(started.out()).matches("hello-[0-9a-z]{13}\n");
    Shell.Result watched =
        bed.run("watch", "--process", started.out().strip(), "--until-stopped", "--timeout=30s");
    assertThat(watched.out()).contains("/shop/total = 6");
  }

  @Test
  void wait_prints_what_the_process_came_to() {
    Shell.Result result = bed.run("notify", "/shop/hello", "count=3", "--process=n1", "--wait");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            n1
            n1 is quiescent, outcome 1

            FIELDSET  FIELD        VALUE
            0         /shop/count  3
                      /shop/total  6
            """);
  }

  @Test
  void wait_prints_json_when_asked() throws Exception {
    Shell.Result result =
        bed.run("notify", "/shop/hello", "count=4", "--process=n2", "--wait", "-o", "json");
    JsonNode outcome = JSON.readTree(result.out());
    assertThat(outcome.get("id").asText()).isEqualTo("n2");
    assertThat(outcome.get("status").asText()).isEqualTo("quiescent");
    assertThat(outcome.get("fieldsets").get(0).get("fields").get("/shop/total").asLong())
        .isEqualTo(8);
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void a_process_that_fails_is_exit_code_1() {
    Shell.Result result = bed.run("notify", "/shop/endless", "n=1", "--process=n3", "--wait");
    assertThat(result.out()).contains("n3 is failed (limit-firings), outcome 1");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void who_waits_in_vain_is_told_for_what() {
    Shell.Result result =
        bed.run("notify", "/shop/order", "order=tea", "--process=n4", "--wait", "--timeout=3s");
    assertThat(result.err())
        .startsWith(
            "madcloud: Expected process n4 to stop running within 3s, but it is running; pending:"
                + " 1 /shop/late (due 2")
        .contains("; 2 /shop/price (server pricing, attempt 1)");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void an_id_that_is_taken_is_told_instead_of_waiting() {
    assertThat(bed.run("notify", "/shop/hello", "count=1", "--process=n5", "--wait").exitCode())
        .isZero();
    Shell.Result again = bed.run("notify", "/shop/hello", "count=2", "--process=n5", "--wait");
    assertThat(again.err())
        .isEqualTo(
            "madcloud: Expected a new process id, but n5 is taken by a process that is quiescent;"
                + " the engine ignores the notification (duplicate-process)\n");
    assertThat(again.exitCode()).isEqualTo(1);
  }

  @Test
  void what_the_engine_refuses_is_told_at_once() {
    Shell.Result result =
        bed.run(
            "notify",
            "/shop/order",
            "order=" + "x".repeat(300_000),
            "--process=n6",
            "--wait",
            "--timeout=30s");
    assertThat(result.err())
        .isEqualTo(
            "madcloud: Expected the engine to take the notification, but: Expected at most 262144"
                + " bytes, but the fields have 300000 (limit-bytes)\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void an_op_that_is_not_declared_is_exit_code_3_with_the_nearest() {
    Shell.Result result = bed.run("notify", "/shop/ordr", "order=tea");
    assertThat(result.err())
        .isEqualTo(
            "madcloud: Expected a declared op, but there is no /shop/ordr; did you mean"
                + " '/shop/order'?\n");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void an_op_with_inputs_starts_nothing() {
    Shell.Result result = bed.run("notify", "/shop/price", "order=tea");
    assertThat(result.err())
        .isEqualTo(
            "madcloud: Expected a notification, which starts a process, but /shop/price needs"
                + " [order]\n");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void values_that_do_not_fit_are_told_before_anything_is_sent() {
    Shell.Result result =
        bed.run("notify", "/shop/order", "cuont=3", "count=abc", "gift", "--process=n7");
    assertThat(result.err())
        .contains("but found 'cuont'; did you mean 'count'?")
        .contains("Expected a long for 'count', but found 'abc'")
        .contains("Expected name=value, but found 'gift'");
    assertThat(result.exitCode()).isEqualTo(2);
    Shell.Result found = bed.run("process", "n7");
    assertThat(found.err()).contains("Expected process n7, but there is none with this id");
    assertThat(found.exitCode()).isEqualTo(3);
  }

  @Test
  void an_id_that_cannot_be_one_is_invalid() {
    Shell.Result result = bed.run("notify", "/shop/hello", "--process=" + "x".repeat(1_025));
    assertThat(result.err()).startsWith("madcloud: Expected a process id of 1 to 1024 bytes");
    assertThat(result.exitCode()).isEqualTo(2);
  }
}
