package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.app.Shell;
import io.madcloud.wire.Notification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code madcloud cancel} stops processes, wherever they live, and confirms it. */
@ExtendWith(Bed.Shared.class)
final class CancelCommandTest {

  private final Bed bed;

  CancelCommandTest(Bed bed) {
    this.bed = bed;
  }

  @Test
  void a_running_process_is_cancelled_wherever_it_lives() throws Exception {
    for (int partition = 0; partition < Bed.PARTITIONS; partition++) {
      String process = "c1-" + partition;
      bed.notifyAt(partition, process, new Notification("/shop/order", Map.of("order", "tea")));
      Shell.Result result = bed.run("cancel", process, "--reason", "ordered twice");
      assertThat(result.err()).isEmpty();
      assertThat(result.out()).isEqualTo(process + " is cancelled\n");
      assertThat(result.exitCode()).isZero();
      assertThat(bed.run("process", process).out())
          .startsWith(process + " is cancelled, outcome 1, turn 2")
          .contains("/shop/price  dropped");
      assertThat(bed.run("watch", "--process", process, "--until-stopped").out())
          .contains(": ordered twice");
    }
  }

  @Test
  void json_tells_the_turn() throws Exception {
    bed.run("notify", "/shop/order", "order=tea", "--process=c2");
    Shell.Result result = bed.run("cancel", "c2", "-o", "json");
    assertThat(new ObjectMapper().readTree(result.out()).toString())
        .isEqualTo("{\"id\":\"c2\",\"status\":\"cancelled\",\"revision\":1,\"turn\":2}");
  }

  @Test
  void one_that_does_not_run_is_told_with_its_status() {
    bed.run("notify", "/shop/hello", "count=3", "--process=c3", "--wait");
    Shell.Result result = bed.run("cancel", "c3");
    assertThat(result.err())
        .isEqualTo("madcloud: Expected a running process, but c3 is quiescent, outcome 1\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void one_that_never_was_is_exit_code_3() {
    Shell.Result result = bed.run("cancel", "nobody");
    assertThat(result.err()).startsWith("madcloud: Expected process nobody, but there is none");
    assertThat(result.exitCode()).isEqualTo(3);
  }
}
