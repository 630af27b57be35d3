package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.app.Shell;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code madcloud watch} prints turns, those that were and those that come. */
@ExtendWith(Bed.Shared.class)
final class WatchCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bed bed;

  WatchCommandTest(Bed bed) {
    this.bed = bed;
  }

  @Test
  void a_process_that_stopped_is_told_from_its_first_turn_to_its_last() {
    bed.run("notify", "/shop/order", "order=tea", "count=3", "note=secret", "--process=w1");
    bed.run("reply", "w1", "/shop/price", "price=2");
    Shell.Result result = bed.run("watch", "--process=w1", "--until-stopped", "--timeout=30s");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines().map(line -> line.replaceAll("^\\S+Z ", "")))
        .containsExactly(
            "w1 turn 1: notification /shop/order",
            "    fieldset 0: added /shop/order = \"tea\"",
            "    fieldset 0: added /shop/count = 3",
            "    fieldset 0: added /shop/note = (hidden)",
            "    process: running",
            "    fieldset 0: invoked 1 /shop/late",
            "    fieldset 0: invoked 2 /shop/price",
            "w1 turn 2: reply to 2 /shop/price",
            "    2 /shop/price: done, 1 message",
            "    fieldset 0: added /shop/price = 2",
            "    fieldset 0: invoked 3 /shop/total",
            "    3 /shop/total: done, 1 message",
            "    fieldset 0: added /shop/total = 6",
            "    process: quiescent, outcome 1");
  }

  @Test
  void json_is_one_whole_turn_a_line() throws Exception {
    bed.run("notify", "/shop/hello", "count=3", "--process=w2", "--wait");
    Shell.Result result = bed.run("watch", "--process=w2", "--until-stopped", "-o", "json");
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(1);
    JsonNode turn = JSON.readTree(lines.get(0));
    assertThat(turn.get("process").asText()).isEqualTo("w2");
    assertThat(turn.get("turn").asInt()).isEqualTo(1);
    assertThat(turn.has("part")).isFalse();
    assertThat(turn.get("cause").get("type").asText()).isEqualTo("arrival");
    assertThat(turn.get("cause").get("notification").get("fields").toString())
        .isEqualTo("{\"count\":3}");
    assertThat(turn.get("changes").findValuesAsText("type"))
        .containsExactly(
            "field-changed",
            "status-changed",
            "invoked",
            "answered",
            "field-changed",
            "status-changed");
    assertThat(turn.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{3}Z");
  }

  @Test
  void one_that_does_not_end_quiescent_is_exit_code_1() {
    bed.run("notify", "/shop/endless", "n=1", "--process=w3", "--wait");
    Shell.Result result = bed.run("watch", "--process=w3", "--until-stopped");
    assertThat(result.out())
        .contains("refused: limit-firings", "process: failed (limit-firings), outcome 1");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void one_that_does_not_stop_is_told_when_the_time_is_over() {
    bed.run("notify", "/shop/order", "order=tea", "--process=w4");
    bed.run("process", "w4");
    Shell.Result result = bed.run("watch", "--process=w4", "--until-stopped", "--timeout=2s");
    assertThat(result.err())
        .isEqualTo("madcloud: Expected process w4 to stop running within 2s, but it is running\n");
    assertThat(result.exitCode()).isEqualTo(1);
    Shell.Result nobody = bed.run("watch", "--process=nobody", "--until-stopped", "--timeout=1s");
    assertThat(nobody.err())
        .isEqualTo(
            """
            No turn of process nobody so far.
            madcloud: Expected process nobody to stop running within 1s, but nothing is heard of it
            """);
  }

  @Test
  void what_happens_is_printed_as_it_happens_until_somebody_ends_it() throws Exception {
    StringWriter out = new StringWriter();
    Thread watching = bed.start(out, "watch", "--since=0s");
    int started = 0;
    while (!out.toString().contains("notification /shop/hello")) {
      bed.run("notify", "/shop/hello", "count=1", "--process=w5-" + started++, "--wait");
    }
    watching.interrupt();
    watching.join();
    assertThat(out.toString()).contains("w5-", "process: quiescent, outcome 1");
  }

  @Test
  void the_past_of_all_is_shown_when_asked() {
    bed.run("notify", "/shop/hello", "count=1", "--process=w6", "--wait");
    assertThat(bed.run("watch", "--from-beginning", "--timeout=2s").out()).contains("w6 turn 1");
    assertThat(bed.run("watch", "--since=1h", "--timeout=2s").out()).contains("w6 turn 1");
    assertThat(bed.run("watch", "--timeout=1s").out()).doesNotContain("w6 turn 1");
  }

  @Test
  void options_that_contradict_each_other_are_invalid() {
    assertThat(bed.run("watch", "--from-beginning", "--since=1h").err())
        .isEqualTo("madcloud: Expected --from-beginning or --since, but found both\n");
    Shell.Result result = bed.run("watch", "--until-stopped");
    assertThat(result.err())
        .isEqualTo("madcloud: Expected --process with --until-stopped, but found none\n");
    assertThat(result.exitCode()).isEqualTo(2);
  }
}
