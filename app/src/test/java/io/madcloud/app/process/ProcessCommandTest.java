package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.app.Shell;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.wire.Notification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code madcloud process} tells what a process is like, or why nobody can tell. */
@ExtendWith(Bed.Shared.class)
final class ProcessCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bed bed;

  ProcessCommandTest(Bed bed) {
    this.bed = bed;
  }

  private void order(String process) {
    Shell.Result started =
        bed.run(
            "notify", "/shop/order", "order=tea", "count=3", "note=secret", "--process", process);
    assertThat(started.exitCode()).isZero();
  }

  @Test
  void a_running_process_is_told_with_what_is_pending() {
    order("p1");
    Shell.Result result = bed.run("process", "p1");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().replaceAll("due \\S+", "due LATER"))
        .isEqualTo(
            """
            p1 is running, turn 1, of /shop/order

            FIELDSET  FIELD        VALUE
            0         /shop/count  3
                      /shop/note   (hidden)
                      /shop/order  "tea"

            INVOCATION  OP           STATUS   FIELDSET  MORE
            1           /shop/late   pending  0         due LATER
            2           /shop/price  pending  0         server pricing, attempt 1
            """);
  }

  @Test
  void json_has_the_shape_of_scenario_outcomes_and_more() throws Exception {
    order("p2");
    Shell.Result result = bed.run("process", "p2", "-o", "json");
    JsonNode process = JSON.readTree(result.out());
    assertThat(process.get("id").asText()).isEqualTo("p2");
    assertThat(process.get("status").asText()).isEqualTo("running");
    assertThat(process.get("reason").isNull()).isTrue();
    assertThat(process.get("revision").asInt()).isZero();
    assertThat(process.get("fieldsets").get(0).get("fields").get("/shop/note").asText())
        .isEqualTo("(hidden)");
    assertThat(process.get("sensitive").get(0).asText()).isEqualTo("/shop/note");
    assertThat(process.get("fieldsets").get(0).get("awaited")).hasSize(2);
    JsonNode call = process.get("invocations").get(1);
    assertThat(call.get("op").asText()).isEqualTo("/shop/price");
    assertThat(call.get("server").asText()).isEqualTo("pricing");
    assertThat(call.get("status").asText()).isEqualTo("pending");
  }

  @Test
  void a_process_that_stopped_is_told_as_well() {
    bed.run("notify", "/shop/hello", "count=3", "--process=p3", "--wait");
    Shell.Result result = bed.run("process", "p3");
    assertThat(result.out()).startsWith("p3 is quiescent, outcome 1, turn 1, of /shop/hello");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void a_process_is_found_wherever_its_notification_was_written() throws Exception {
    for (int partition = 0; partition < Bed.PARTITIONS; partition++) {
      String process = "anywhere-" + partition;
      bed.notifyAt(partition, process, new Notification("/shop/hello", Map.of("count", 1L)));
      JsonNode found = JSON.readTree(bed.run("process", process, "-o", "json").out());
      assertThat(found.get("incarnation").get("partition").asInt()).isEqualTo(partition);
    }
  }

  @Test
  void a_process_that_never_was_is_exit_code_3_whatever_is_in_the_topic() throws Exception {
    // Transactions leave marks in a partition that nobody reads.
    bed.notifyAt(0, "marked", new Notification("/shop/hello", Map.of("count", 1L)));
    Shell.Result result = bed.run("process", "nobody");
    assertThat(result.err())
        .isEqualTo(
            "madcloud: Expected process nobody, but there is none with this id: none was ever"
                + " started, or its retention (1d) is over\n");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void a_cluster_without_an_engine_cannot_be_asked() throws Exception {
    String prefix = MadcloudConfig.TOPIC_PREFIX + "=idle.";
    bed.createTopics(bed.config(Map.of(MadcloudConfig.TOPIC_PREFIX, "idle.")));
    Shell.Result result =
        bed.run(
            "process",
            "p1",
            "--timeout=1s",
            "--property=" + prefix,
            "--property=" + MadcloudConfig.APPLICATION_ID + "=idle");
    assertThat(result.err())
        .isEqualTo(
            "madcloud: Expected an answer about process p1 within 1s, but there is none: no engine"
                + " 'idle' has been on this cluster; start one with 'bin/madcloud run' or"
                + " 'bin/madcloud dev'\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void a_cluster_without_the_topics_says_who_creates_them() {
    Shell.Result result =
        bed.run("process", "p1", "--property=" + MadcloudConfig.TOPIC_PREFIX + "=none.");
    assertThat(result.err())
        .startsWith("madcloud: Expected topic none.answers, but it does not exist")
        .contains("madcloud topics create");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void a_duration_that_is_none_is_a_usage_error() {
    Shell.Result result = bed.run("process", "p1", "--timeout=soon");
    assertThat(result.err()).contains("Expected a duration such as 500ms", "but found 'soon'");
    assertThat(result.exitCode()).isEqualTo(2);
  }
}
