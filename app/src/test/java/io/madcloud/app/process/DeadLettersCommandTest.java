package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.app.Shell;
import io.madcloud.wire.Notification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Bed.Shared.class)
final class DeadLettersCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bed bed;

  DeadLettersCommandTest(Bed bed) {
    this.bed = bed;
  }

  private void failed(int partition, String process) throws Exception {
    bed.notifyAt(
        partition,
        process,
        new Notification("/shop/order", Map.of("order", "tea", "note", "secret")));
    bed.run("reply", process, "/shop/price", "--error", "no tea", "--final");
  }

  private JsonNode list(String... more) throws Exception {
    String[] all = new String[more.length + 4];
    System.arraycopy(new String[] {"dead-letters", "list", "-o", "json"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return JSON.readTree(bed.run(all).out());
  }

  @Test
  void a_failed_invocation_is_listed_shown_and_made_again_wherever_its_process_lives()
      throws Exception {
    for (int partition = 0; partition < Bed.PARTITIONS; partition++) {
      String process = "d1-" + partition;
      failed(partition, process);
      JsonNode letters = list("--process", process);
      assertThat(letters).hasSize(1);
      JsonNode letter = letters.get(0);
      assertThat(letter.path("reason").asText()).isEqualTo("failed");
      assertThat(letter.path("why").asText()).isEqualTo("no tea");
      assertThat(letter.path("op").asText()).isEqualTo("/shop/price");

      String id = letter.path("letter").asText();
      Shell.Result shown = bed.run("dead-letters", "show", id);
      assertThat(shown.out()).contains("{\"order\":\"tea\"}").doesNotContain("secret");
      assertThat(bed.run("dead-letters", "show", id, "--raw").out()).isNotBlank();

      Shell.Result dry = bed.run("dead-letters", "redrive", "--process", process, "--dry-run");
      assertThat(dry.out())
          .isEqualTo(
              process
                  + ": 2 /shop/price would be made again\n"
                  + "1 of 1 failed invocations would be made again.\n");
      Shell.Result result = bed.run("dead-letters", "redrive", "--process", process);
      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .isEqualTo(
              process
                  + ": 2 /shop/price is made again\n1 of 1 failed invocations are made again.\n");
      assertThat(result.exitCode()).isZero();
      assertThat(bed.run("process", process).out()).contains("/shop/price  pending");

      Shell.Result again = bed.run("dead-letters", "redrive", "--process", process);
      assertThat(again.out()).contains("stays as it is: ").contains("(not-failed)");
      assertThat(again.exitCode()).isZero();
    }
  }

  @Test
  void ops_folders_and_time_narrow_what_is_meant() throws Exception {
    failed(0, "d2");
    assertThat(list("--op", "/shop/price", "--process", "d2")).hasSize(1);
    assertThat(list("--op", "/shop", "--process", "d2")).hasSize(1);
    assertThat(list("--op", "/sho", "--process", "d2")).isEmpty();
    assertThat(list("--since", "1h", "--process", "d2")).hasSize(1);
    assertThat(bed.run("dead-letters", "list", "--process", "nobody").out())
        .isEqualTo("There are none.\n");
    assertThat(bed.run("dead-letters", "list", "--process", "d2").out())
        .startsWith("LETTER")
        .contains("failed  d2       /shop/price  no tea");
  }

  @Test
  void a_process_that_was_cancelled_stays_so() throws Exception {
    bed.notifyAt(0, "d3", new Notification("/shop/order", Map.of("order", "tea")));
    bed.run("reply", "d3", "/shop/price", "--error", "no tea", "--final");
    bed.run("cancel", "d3");
    Shell.Result result = bed.run("dead-letters", "redrive", "--process", "d3", "-o", "json");
    JsonNode all = JSON.readTree(result.out());
    assertThat(all.get(0).path("redriven").asBoolean()).isFalse();
    assertThat(all.get(0).path("why").asText()).contains("it is cancelled (not-running)");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void a_letter_that_is_not_there_is_exit_code_3() {
    Shell.Result result = bed.run("dead-letters", "show", "0-99999");
    assertThat(result.err()).startsWith("madcloud: Expected a dead letter 0-99999");
    assertThat(result.exitCode()).isEqualTo(3);
  }
}
