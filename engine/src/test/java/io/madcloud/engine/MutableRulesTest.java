package io.madcloud.engine;

import static io.madcloud.engine.Events.declare;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyNothing;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.accepted;
import static io.madcloud.engine.Expectations.awaits;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.rejected;
import static io.madcloud.engine.Expectations.running;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Programs that change while processes run: section 5 of the model. */
final class MutableRulesTest {

  private static final String ASK =
      """
      fields: {a: long, b: long, c: long, d: long}
      ops:
        start: {out: [a]}
        ask: {in: [a], out: [b], call: server}
      """;

  @Nested
  final class Declare {

    @Test
    void a_running_process_takes_notice() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(declare("{ops: {copy: {in: [a], out: [c], expr: {c: a}}}}"))
          .then(fields("0", "/a", 1, "/c", 1), running());
    }

    @Test
    void a_quiescent_process_does_not() {
      given(ASK)
          .when(start("/start", "a", 1), replyNothing("/ask"))
          .when(declare("{ops: {copy: {in: [a], out: [c], expr: {c: a}}}}"))
          .then(fields("0", "/a", 1), quiescent());
    }

    @Test
    void an_invalid_declaration_changes_nothing() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(
              declare(
                  """
                  ops:
                    copy: {in: [a], out: [c], expr: {c: a}}
                    bad: {in: [nope], out: [d], expr: {d: '1'}}
                  """))
          .then(rejected(Rejection.INVALID_PROGRAM), fields("0", "/a", 1));
    }
  }

  @Nested
  final class Change {

    @Test
    void invocations_keep_their_replies_and_nothing_is_run_again() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(declare("{ops: {ask: {in: [a], out: [b, c], call: other}}}"))
          .then(awaits("0", 1), invocations("/ask pending 0"));
    }

    @Test
    void a_reply_is_judged_by_the_op_as_it_was_when_the_invocation_was_made() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(declare("{ops: {ask: {in: [a], out: [c], call: server}}}"))
          .when(reply("/ask", "b", 5))
          .then(accepted(), fields("0", "/a", 1, "/b", 5));
    }

    @Test
    void what_the_changed_op_produces_was_not_declared_then() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(declare("{ops: {ask: {in: [a], out: [c], call: server}}}"))
          .when(reply("/ask", "c", 5))
          .then(rejected(Rejection.UNDECLARED_FIELD), invocations("/ask failed 0"));
    }

    @Test
    void the_changed_op_happens_where_the_old_one_did_not() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(declare("{ops: {copy: {in: [a], out: [c], when: a > 1, expr: {c: a}}}}"))
          .when(declare("{ops: {copy: {in: [a], out: [c], expr: {c: a}}}}"))
          .then(fields("0", "/a", 1, "/c", 1));
    }

    @Test
    void what_the_op_s_old_mask_drops_is_awaited_again_when_the_op_has_no_mask_now() {
      given(
              """
              fields: {a: long, b: long, m: long}
              ops:
                start: {out: [a]}
                stop: {in: [a], out: [m], call: server}
                wait: {in: [a], mask: [m], out: [b], after: 1h, expr: {b: a}}
              """)
          .when(start("/start", "a", 1))
          .when(declare("{ops: {wait: {in: [a], out: [b], after: 1h, expr: {b: a}}}}"))
          .when(reply("/stop", "m", 1))
          .then(invocations("/stop done 0", "/wait pending 0"), awaits("0", 2));
    }

    @Test
    void a_field_cannot_change_its_type() {
      given(ASK)
          .when(declare("{fields: {b: string}, ops: {ask: {in: [a], out: [b], call: server}}}"))
          .then(rejected(Rejection.INVALID_PROGRAM));
    }

    @Test
    void a_field_cannot_change_its_policy() {
      given(ASK)
          .when(declare("{fields: {b: {type: long, merge: max}}}"))
          .then(rejected(Rejection.INVALID_PROGRAM));
    }
  }
}
