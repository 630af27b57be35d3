package io.madcloud.engine;

import static io.madcloud.engine.Events.declare;
import static io.madcloud.engine.Events.fail;
import static io.madcloud.engine.Events.remove;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyNothing;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.accepted;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.rejected;
import static io.madcloud.engine.Expectations.status;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of processes when ops go, and when others come late: section 5 of the model. */
final class RemovalRulesTest {

  private static final String ASK =
      """
      fields: {a: long, b: long, c: long, d: long}
      ops:
        start: {out: [a]}
        ask: {in: [a], out: [b], call: server}
      """;

  @Nested
  final class Remove {

    @Test
    void the_op_is_not_fired_any_more() {
      given(ASK).when(remove("/ask"), start("/start", "a", 1)).then(invocations(), quiescent());
    }

    @Test
    void replies_to_pending_invocations_are_still_accepted() {
      given(ASK)
          .when(start("/start", "a", 1), remove("/ask"), reply("/ask", "b", 5))
          .then(accepted(), fields("0", "/a", 1, "/b", 5), quiescent());
    }

    @Test
    void failures_of_pending_invocations_are_still_counted() {
      given(ASK)
          .when(start("/start", "a", 1), remove("/ask"))
          .when(fail("/ask", "1"), fail("/ask", "2"), fail("/ask", "3"))
          .then(invocations("/ask failed 0"), quiescent());
    }

    @Test
    void a_folder_goes_with_all_below_it_and_no_other() {
      given(
              """
              fields: {a: long, b: long}
              ops: {start: {out: [a]}, onto: {in: [a], out: [b], expr: {b: a}}}
              folders:
                on: {ops: {ask: {in: [a], out: [b], call: server}}}
              """)
          .when(remove("/on"), start("/start", "a", 1))
          .then(invocations("/onto done 0"));
    }

    @Test
    void fields_stay() {
      given(ASK)
          .when(remove("/ask"))
          .when(declare("{ops: {copy: {in: [a], out: [b], expr: {b: a}}}}"))
          .when(start("/start", "a", 1))
          .then(fields("0", "/a", 1, "/b", 1));
    }

    @Test
    void nothing_at_or_below_the_path_is_an_unknown_op() {
      given(ASK).when(remove("/as")).then(rejected(Rejection.UNKNOWN_OP));
    }
  }

  @Nested
  final class CatchUp {

    private static final String LATE = "{ops: {late: {in: [b], out: [c], expr: {c: b}, %s}}}";

    @Test
    void a_quiescent_process_runs_again_when_an_op_that_catches_up_can_happen() {
      given(ASK)
          .when(start("/start", "a", 1), reply("/ask", "b", 2))
          .when(declare(LATE.formatted("catch-up: true")))
          .then(fields("0", "/a", 1, "/b", 2, "/c", 2), status(Status.QUIESCENT, 2));
    }

    @Test
    void then_it_runs_by_all_of_the_program_s_ops() {
      given(ASK)
          .when(start("/start", "a", 1), reply("/ask", "b", 2))
          .when(declare("{ops: {other: {in: [a], out: [d], expr: {d: a}}}}"))
          .when(declare(LATE.formatted("catch-up: true")))
          .then(fields("0", "/a", 1, "/b", 2, "/c", 2, "/d", 1));
    }

    @Test
    void it_does_not_when_that_op_cannot_happen() {
      given(ASK)
          .when(start("/start", "a", 1), replyNothing("/ask"))
          .when(declare(LATE.formatted("catch-up: true")))
          .then(quiescent());
    }

    @Test
    void it_may_wait_again() {
      given(ASK)
          .when(start("/start", "a", 1), reply("/ask", "b", 2))
          .when(declare("{ops: {late: {in: [b], out: [c], call: server, catch-up: true}}}"))
          .then(status(Status.RUNNING, 1))
          .when(reply("/late", "c", 3))
          .then(status(Status.QUIESCENT, 2));
    }

    @Test
    void a_cancelled_process_does_not_run_again() {
      given(ASK)
          .when(start("/start", "a", 1), Events.cancel())
          .when(declare("{ops: {late: {in: [a], out: [c], expr: {c: a}, catch-up: true}}}"))
          .then(status(Status.CANCELLED, 1), fields("0", "/a", 1));
    }
  }
}
