package io.madcloud.engine;

import static io.madcloud.engine.Events.fail;
import static io.madcloud.engine.Events.message;
import static io.madcloud.engine.Events.pause;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyAll;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Play.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Explanation.Applied;
import io.madcloud.engine.Explanation.Awaited;
import io.madcloud.engine.Explanation.Masked;
import io.madcloud.engine.Explanation.Missing;
import io.madcloud.engine.Explanation.Obstacle;
import io.madcloud.engine.Explanation.OnFieldset;
import io.madcloud.engine.Explanation.Source;
import io.madcloud.engine.Explanation.When;
import io.madcloud.engine.oracle.RandomScenarios;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.scenario.Rehearsal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why ops can or cannot happen; of all that happens, an explanation agrees with the matching. */
final class ExplanationTest {

  private static final int RUNS = 100;

  private static final String ORDER =
      """
      fields: {item: string, price: long, paid: boolean, sent: boolean, gift: boolean}
      ops:
        order: {out: [item, gift]}
        price: {in: [item], out: [price], call: pricing}
        guess: {in: [gift], out: [price], call: guessing}
        pay: {in: [price], mask: [gift], out: [paid], call: bank, when: "10 / price > 1"}
        send: {in: [item, paid], out: [sent], call: courier}
      """;

  private static Explanation of(Play play, String op) {
    return Explanation.of(play.process(), play.program(), play.program().op(op));
  }

  private static List<Obstacle> obstacles(Play play, String op) {
    Explanation explanation = of(play, op);
    assertThat(explanation.live()).hasSize(1);
    assertThat(explanation.live().get(0).fieldset()).isEqualTo("0");
    return explanation.live().get(0).obstacles();
  }

  private static Op op(Play play, String path) {
    return play.program().op(path);
  }

  private static Field field(Play play, String path) {
    return play.program().field(path);
  }

  @Test
  void what_has_happened_or_is_awaited() {
    Play play = given(ORDER).when(start("/order", "item", "tea"));
    assertThat(obstacles(play, "/price")).containsExactly(new Awaited(1));
    play.when(reply("/price", "price", 2));
    assertThat(obstacles(play, "/price")).containsExactly(new Applied(1));
  }

  @Test
  void missing_inputs_and_who_could_produce_them() {
    Play play = given(ORDER).when(start("/order", "item", "tea"), pause("/guess"));
    assertThat(obstacles(play, "/pay"))
        .containsExactly(
            new Missing(
                field(play, "/price"),
                false,
                List.of(
                    new Source(
                        op(play, "/guess"),
                        true,
                        new Missing(field(play, "/gift"), false, List.of())),
                    new Source(op(play, "/price"), false, new Awaited(1)))));
    assertThat(obstacles(play, "/guess"))
        .containsExactly(new Missing(field(play, "/gift"), false, List.of()));
  }

  @Test
  void masks_and_who_set_them() {
    Play play = given(ORDER).when(start("/order", "item", "tea", "gift", true));
    play.when(reply("/price", "price", 2));
    assertThat(obstacles(play, "/pay")).containsExactly(new Masked(field(play, "/gift"), 0));
    play =
        given(ORDER, "{ops: {wrap: {in: [item], out: [gift], call: wrapper}}}")
            .when(start("/order", "item", "tea"), reply("/wrap", "gift", true));
    assertThat(obstacles(play, "/pay").get(1)).isEqualTo(new Masked(field(play, "/gift"), 2));
  }

  @Test
  void conditions_that_are_false_or_have_no_value() {
    Play play = given(ORDER).when(start("/order", "item", "tea"), reply("/price", "price", 20));
    assertThat(obstacles(play, "/pay")).containsExactly(new When("10 / price > 1", null));
    play = given(ORDER).when(start("/order", "item", "tea"), reply("/price", "price", 0));
    assertThat(obstacles(play, "/pay"))
        .singleElement()
        .satisfies(it -> assertThat(((When) it).error()).contains("zero"));
  }

  @Test
  void a_pause_and_nothing_else() {
    Play play = given(ORDER).when(pause("/price"), start("/order", "item", "tea"));
    assertThat(obstacles(play, "/price")).isEmpty();
    assertThat(of(play, "/price").paused()).isTrue();
    assertThat(of(play, "/pay").paused()).isFalse();
  }

  @Test
  void stale_inputs_and_masks() {
    Play play =
        given(
                """
                fields: {a: {type: long, merge: latest}, b: long, c: long, d: long, go: long}
                ops:
                  start: {out: [a, go]}
                  double: {in: [a], out: [b], call: server}
                  next: {in: [go], out: [a], call: server}
                  use: {in: [b], out: [c], call: server}
                  rush: {in: [go], mask: [b], out: [d], call: server}
                """)
            .when(start("/start", "a", 1, "go", 1), reply("/double", "b", 2))
            .when(reply("/next", "a", 3));
    assertThat(obstacles(play, "/use").get(0))
        .isEqualTo(
            new Missing(
                field(play, "/b"),
                true,
                List.of(new Source(op(play, "/double"), false, new Awaited(5)))));
    assertThat(obstacles(play, "/rush"))
        .containsExactly(new Awaited(3), new Masked(field(play, "/b"), Masked.STALE));
  }

  @Test
  void closed_fieldsets_are_counted_and_dropped_folders_named() {
    Play play =
        given(ORDER)
            .when(start("/order", "item", "tea"))
            .when(replyAll("/price", message("price", 2), message("price", 3)));
    assertThat(of(play, "/pay").closed()).isEqualTo(1);
    assertThat(of(play, "/pay").live())
        .extracting(OnFieldset::fieldset)
        .containsExactly("0.1", "0.2");
    play =
        given(
                """
                fields: {a: long, b: long}
                ops: {start: {out: [a]}}
                folders:
                  in:
                    supervise: {attempts: 1, on-failure: drop-folder}
                    ops: {ask: {in: [a], out: [b], call: server}, copy: {in: [b], call: server}}
                """)
            .when(start("/start", "a", 1), fail("/in/ask", "no"));
    assertThat(of(play, "/in/copy").droppedFolder()).isEqualTo("/in");
    assertThat(of(play, "/in/ask").live().get(0).obstacles()).containsExactly(new Applied(1));
  }

  @Test
  void a_process_that_never_runs_again_has_nothing_to_tell() {
    Play play = given(ORDER).when(start("/order", "item", "tea"), Events.cancel());
    assertThat(of(play, "/price").live()).isEmpty();
  }

  @Test
  void explanations_agree_with_what_can_happen() {
    Seed.each(
        ExplanationTest.class,
        RUNS,
        seed ->
            new ScenarioPlay(
                    RandomScenarios.scenario(seed).toString(),
                    limits ->
                        List.<Rehearsal.Observer>of(
                            (program, before, input, turn) -> agree(program, turn)))
                .play());
  }

  private static void agree(Program program, Turn turn) {
    Process process = turn.process();
    if (process == null || process.status() == Status.FAILED) {
      return;
    }
    Matcher matcher = new Matcher(process, program);
    for (Op op : program.ops().values()) {
      if (!op.isNotification() && !process.isDropped(op)) {
        for (OnFieldset on : Explanation.of(process, program, op).live()) {
          Fieldset fieldset =
              process.fieldsets.stream()
                  .filter(it -> it.id().equals(on.fieldset()))
                  .findFirst()
                  .orElseThrow();
          assertThat(on.obstacles().isEmpty())
              .as("%s can happen on %s, but for %s", op, on.fieldset(), on.obstacles())
              .isEqualTo(matcher.match(fieldset, op) != null);
        }
      }
    }
  }
}
