package io.madcloud.engine;

import static io.madcloud.engine.Events.advance;
import static io.madcloud.engine.Events.cancel;
import static io.madcloud.engine.Events.declare;
import static io.madcloud.engine.Events.fail;
import static io.madcloud.engine.Events.pause;
import static io.madcloud.engine.Events.redrive;
import static io.madcloud.engine.Events.remove;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyNothing;
import static io.madcloud.engine.Events.resume;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.accepted;
import static io.madcloud.engine.Expectations.changes;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.rejected;
import static io.madcloud.engine.Expectations.running;
import static io.madcloud.engine.Expectations.stale;
import static io.madcloud.engine.Expectations.status;
import static io.madcloud.engine.Play.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Play.Expectation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of processes while ops are paused, and when they are resumed. */
final class PauseRulesTest {

  private static final String ASK =
      """
      fields: {a: long, b: long, c: long, d: long}
      ops:
        start: {out: [a]}
        ask: {in: [a], out: [b], call: server}
        copy: {in: [b], out: [c], expr: {c: b}}
      """;

  /** These paused ops, and no others, are what the process waits for. */
  private static Expectation waitsFor(String... ops) {
    return play ->
        assertThat(PausedOps.awaitedBy(play.process(), play.program()))
            .as("paused ops that are waited for")
            .containsExactly(ops);
  }

  private static Expectation pending(Map<String, Integer> expected) {
    return play ->
        assertThat(PausedOps.pendingIn(play.process(), play.program()))
            .as("pending invocations of paused ops")
            .isEqualTo(expected);
  }

  @Nested
  final class Paused {

    @Test
    void the_op_is_not_fired_and_the_process_stays_running() {
      given(ASK)
          .when(pause("/ask"), start("/start", "a", 1))
          .then(invocations(), running(), waitsFor("/ask"), pending(Map.of()));
    }

    @Test
    void other_ops_go_on() {
      given(ASK, "{ops: {other: {in: [a], out: [d], expr: {d: a}}}}")
          .when(pause("/ask"), start("/start", "a", 1))
          .then(fields("0", "/a", 1, "/d", 1), invocations("/other done 0"), running());
    }

    @Test
    void it_keeps_no_process_running_on_which_it_cannot_happen() {
      given(ASK)
          .when(pause("/copy"), start("/start", "a", 1), replyNothing("/ask"))
          .then(quiescent(), waitsFor());
    }

    @Test
    void replies_to_what_is_under_way_are_taken() {
      given(ASK)
          .when(start("/start", "a", 1), pause("/ask"))
          .then(running(), waitsFor(), pending(Map.of("/ask", 1)))
          .when(reply("/ask", "b", 5))
          .then(accepted(), fields("0", "/a", 1, "/b", 5, "/c", 5), quiescent());
    }

    @Test
    void attempts_under_way_go_on_to_the_last() {
      given(ASK)
          .when(start("/start", "a", 1), pause("/ask"), fail("/ask", "1"), fail("/ask", "2"))
          .then(invocations("/ask pending 0"), running())
          .when(fail("/ask", "3"))
          .then(invocations("/ask failed 0"), quiescent());
    }

    @Test
    void a_timer_that_is_set_replies() {
      given(
              """
              fields: {a: long, b: long}
              ops: {start: {out: [a]}, late: {in: [a], out: [b], after: 5s, expr: {b: a}}}
              """)
          .when(start("/start", "a", 1), pause("/late"), advance(5_000))
          .then(fields("0", "/a", 1, "/b", 1), quiescent());
    }

    @Test
    void a_known_reply_waits_as_well() {
      given(
              """
              fields: {a: {type: long, merge: max}, g: {type: long, merge: latest}, b: long, go: long}
              ops:
                start: {out: [a, go]}
                first: {in: [go], out: [g], call: server}
                second: {in: [go], out: [g], call: server}
                up: {in: [g], out: [a], call: server}
                ask: {in: [a], out: [b], call: server}
              """)
          .when(start("/start", "a", 1, "go", 1), reply("/ask", "b", 10), reply("/first", "g", 1))
          .when(reply("/up", "a", 5), pause("/ask"), reply("/second", "g", 2))
          .when(replyNothing("/up"))
          .then(fields("0", "/a", 1, "/go", 1, "/g", 2), stale("0", "/b"))
          .then(running(), waitsFor("/ask"))
          .when(resume("/ask"))
          .then(fields("0", "/a", 1, "/go", 1, "/g", 2, "/b", 10), quiescent());
    }

    @Test
    void a_stale_field_that_it_can_restore_stays() {
      given(
              """
              fields: {a: {type: long, merge: latest}, b: long, go: long}
              ops:
                start: {out: [a, go]}
                double: {in: [a], out: [b], call: server}
                next: {in: [go], out: [a], call: server}
              """)
          .when(start("/start", "a", 1, "go", 1), reply("/double", "b", 2), pause("/double"))
          .when(reply("/next", "a", 3))
          .then(stale("0", "/b"), running(), waitsFor("/double"))
          .when(resume("/double"), reply("/double", "b", 6))
          .then(fields("0", "/a", 3, "/go", 1, "/b", 6), quiescent());
    }

    @Test
    void what_failed_of_it_is_not_made_again() {
      given(ASK)
          .when(start("/start", "a", 1), fail("/ask", "1"), fail("/ask", "2"), fail("/ask", "3"))
          .when(pause("/ask"))
          .when(redrive("/ask"))
          .then(rejected(Rejection.NOT_FAILED))
          .when(resume("/ask"), redrive("/ask"))
          .then(invocations("/ask pending 0"), status(Status.RUNNING, 1));
    }

    @Test
    void a_quiescent_process_is_not_woken_by_it() {
      given(ASK)
          .when(start("/start", "a", 1), reply("/ask", "b", 2))
          .when(declare("{ops: {late: {in: [c], mask: [b], out: [d], expr: {d: c}}}}"))
          .when(pause("/late"))
          .when(declare("{ops: {late: {in: [c], out: [d], expr: {d: c}, catch-up: true}}}"))
          .then(quiescent())
          .when(resume("/late"))
          .then(status(Status.QUIESCENT, 2), fields("0", "/a", 1, "/b", 2, "/c", 2, "/d", 2));
    }

    @Test
    void a_process_that_waits_can_be_cancelled() {
      given(ASK)
          .when(pause("/ask"), start("/start", "a", 1), cancel())
          .then(status(Status.CANCELLED, 1), waitsFor());
    }
  }

  @Nested
  final class Resumed {

    @Test
    void processes_catch_up() {
      given(ASK)
          .when(pause("/ask"), start("/start", "a", 1), resume("/ask"))
          .then(invocations("/ask pending 0"), running(), waitsFor())
          .when(reply("/ask", "b", 5))
          .then(fields("0", "/a", 1, "/b", 5, "/c", 5), quiescent());
    }

    @Test
    void in_process_ops_happen_at_once() {
      given(ASK)
          .when(pause("/copy"), start("/start", "a", 1), reply("/ask", "b", 5))
          .then(running(), waitsFor("/copy"))
          .when(resume("/copy"))
          .then(fields("0", "/a", 1, "/b", 5, "/c", 5), quiescent());
    }

    @Test
    void it_takes_one_op_out_of_a_folder_that_was_paused() {
      given(ASK)
          .when(pause("/"), start("/start", "a", 1), resume("/ask"), reply("/ask", "b", 5))
          .then(waitsFor("/copy"), running())
          .when(resume("/"))
          .then(quiescent());
    }

    @Test
    void what_masks_it_by_then_keeps_it_from_happening() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
                ask: {in: [a], out: [b], call: server}
                late: {in: [a], mask: [b], out: [c], call: server}
              """)
          .when(pause("/late"), start("/start", "a", 1), reply("/ask", "b", 2))
          .then(quiescent());
    }

    @Test
    void a_resume_of_what_is_not_paused_changes_no_process() {
      given(ASK)
          .when(start("/start", "a", 1), resume("/ask"))
          .then(accepted(), changes(), running());
    }
  }

  @Nested
  final class Ends {

    @Test
    void a_change_of_the_op_leaves_it_paused() {
      given(ASK)
          .when(pause("/ask"), start("/start", "a", 1))
          .when(declare("{ops: {ask: {in: [a], out: [c], call: server}}}"))
          .then(invocations(), running(), waitsFor("/ask"))
          .when(resume("/ask"), reply("/ask", "c", 1))
          .then(fields("0", "/a", 1, "/c", 1), quiescent());
    }

    @Test
    void a_changed_op_that_cannot_happen_any_more_lets_the_process_end() {
      given(ASK)
          .when(pause("/ask"), start("/start", "a", 1))
          .when(declare("{ops: {ask: {in: [d], out: [b], call: server}}}"))
          .then(quiescent());
    }

    @Test
    void the_removal_of_the_op_lets_the_process_end() {
      given(ASK).when(pause("/ask"), start("/start", "a", 1), remove("/ask")).then(quiescent());
    }

    @Test
    void an_op_that_comes_again_after_its_removal_is_not_paused() {
      given(ASK)
          .when(pause("/ask"), remove("/ask"))
          .when(declare("{ops: {ask: {in: [a], out: [b], call: server}}}"))
          .when(start("/start", "a", 1))
          .then(invocations("/ask pending 0"));
    }

    @Test
    void what_is_declared_later_in_a_paused_folder_is_not_paused() {
      given(ASK)
          .when(pause("/"), declare("{ops: {more: {in: [a], out: [d], expr: {d: a}}}}"))
          .when(start("/start", "a", 1))
          .then(invocations("/more done 0"), waitsFor("/ask"));
    }
  }

  @Nested
  final class Rejected {

    @Test
    void a_path_at_and_below_which_there_is_no_op() {
      given(ASK).when(pause("/as")).then(rejected(Rejection.UNKNOWN_OP));
      given(ASK).when(resume("/as")).then(rejected(Rejection.UNKNOWN_OP));
    }

    @Test
    void a_notification_for_nothing_fires_it() {
      given(ASK).when(pause("/start")).then(rejected(Rejection.UNKNOWN_OP));
    }

    @Test
    void nothing_of_that_takes_a_turn() {
      Play play = given(ASK).when(start("/start", "a", 1), pause("/copy"));
      play.then(changes(), running());
      assertThat(play.effects(Effect.class)).isEqualTo(List.of());
    }
  }
}
