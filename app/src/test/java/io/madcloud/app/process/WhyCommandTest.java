package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code madcloud why} tells why an op can or cannot happen. */
@ExtendWith(Bed.Shared.class)
final class WhyCommandTest {

  private static final int UNKNOWN = 3;
  private static final int MOST_QUESTIONS = 50;

  private final Bed bed;

  WhyCommandTest(Bed bed) {
    this.bed = bed;
  }

  /** Waits for the engine to have it: questions and events come by topics of their own. */
  private void order(String process, String... more) {
    List<String> arguments = new ArrayList<>(List.of("notify", "/shop/order", "order=tea"));
    arguments.addAll(List.of(more));
    arguments.add("--process=" + process);
    bed.run(arguments.toArray(String[]::new)).done();
    int asked = 0;
    while (bed.run("process", process).exitCode() == UNKNOWN && asked < MOST_QUESTIONS) {
      asked++;
    }
  }

  private String why(String process, String op) {
    return bed.run("why", process, op).done().out().replaceAll("\\S+T\\S+Z", "TIME");
  }

  @Test
  void missing_inputs_what_could_produce_them_and_what_is_awaited() {
    order("y1");
    assertThat(why("y1", "/shop/total"))
        .isEqualTo(
            """
            /shop/total in y1, which is running, turn 1
            fieldset 0: it cannot happen
                it needs /shop/price, which is missing
                    /shop/price can produce it: it is under way, invocation 2
                it needs /shop/count, which is missing
                    no op can produce it
            """);
    assertThat(why("y1", "price"))
        .isEqualTo(
            """
            /shop/price in y1, which is running, turn 1
            fieldset 0: it is under way
                its reply is awaited: invocation 2 since TIME, server pricing, attempt 1 of 3, times out at TIME
            """);
    bed.run("reply", "y1", "/shop/price", "--error=sold out").done();
    assertThat(why("y1", "/shop/price"))
        .endsWith("attempt 2 of 3, made at TIME; last error: sold out\n");
    assertThat(why("y1", "late")).contains("invocation 1 since TIME, replies at TIME\n");
  }

  @Test
  void masks_and_who_set_them() {
    order("y2", "count=2");
    bed.run("reply", "y2", "/shop/price", "price=3").done();
    assertThat(why("y2", "/shop/late"))
        .isEqualTo(
            """
            /shop/late in y2, which is quiescent, turn 2
            fieldset 0: it cannot happen
                it is masked by /shop/price, set by 2 /shop/price at TIME
            """);
    assertThat(why("y2", "twice"))
        .isEqualTo(
            """
            /shop/twice in y2, which is quiescent, turn 2
            fieldset 0: it cannot happen
                it is masked by /shop/order, set by the notification /shop/order at TIME
            """);
    assertThat(why("y2", "/shop/total"))
        .endsWith("fieldset 0: it has happened\n    applied: invocation 3 at TIME\n");
  }

  @Test
  void json_tells_the_same() {
    order("y3");
    JsonNode price = bed.run("why", "y3", "/shop/price", "-o", "json").done().json();
    JsonNode obstacle = price.at("/fieldsets/0/obstacles/0");
    assertThat(obstacle.get("kind").asText()).isEqualTo("awaited");
    assertThat(obstacle.get("since").asText()).matches("\\S+T\\S+Z");
    assertThat(obstacle.get("due").asText()).isGreaterThan(obstacle.get("since").asText());
    JsonNode total = bed.run("why", "y3", "total", "-o", "json").done().json();
    assertThat(total.at("/fieldsets/0/obstacles/0/sources/0/obstacle").asText())
        .isEqualTo("awaited");
  }

  @Test
  void a_process_that_is_over_says_so() {
    order("y4");
    bed.run("cancel", "y4").done();
    assertThat(why("y4", "/shop/price"))
        .isEqualTo(
            """
            /shop/price in y4, which is cancelled, turn 2
            Such a process never runs again.
            """);
  }

  @Test
  void what_is_not_there_is_told() {
    order("y5");
    assertThat(bed.run("why", "nobody", "/shop/price").ended(3).err())
        .startsWith("madcloud: Expected process nobody, but there is none with this id");
    assertThat(bed.run("why", "y5", "/shop/pric").ended(3).err())
        .isEqualTo(
            "madcloud: Expected a declared op, but there is no /shop/pric; did you mean"
                + " '/shop/price'?\n");
    assertThat(bed.run("why", "y5", "/shop/hello").ended(2).err())
        .startsWith("madcloud: Expected an op with inputs, but /shop/hello is a notification");
  }
}
