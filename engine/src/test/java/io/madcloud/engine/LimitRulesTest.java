package io.madcloud.engine;

import static io.madcloud.engine.Events.advance;
import static io.madcloud.engine.Events.message;
import static io.madcloud.engine.Events.replyAll;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.failed;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.live;
import static io.madcloud.engine.Expectations.noProcess;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.rejected;
import static io.madcloud.engine.Expectations.status;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one process may use: the limits of section 4 of the model. */
final class LimitRulesTest {

  private static final String ASK =
      """
      fields: {a: long, b: long}
      ops:
        start: {out: [a]}
        ask: {in: [a], out: [b], call: server}
      """;

  /** A list that takes about half a million steps to make. */
  private static final String HUNDRED_THOUSAND =
      "'%1$s'.split('').map(a, '%1$s'.split('').map(b, a + b))".formatted("x".repeat(220));

  @Nested
  final class Limits {

    private static io.madcloud.engine.Limits limits(int fieldsets, int firings, long bytes) {
      return new io.madcloud.engine.Limits(fieldsets, firings, bytes);
    }

    @Test
    void of_live_fieldsets() {
      given(limits(2, 100, 100), ASK)
          .when(start("/start", "a", 0))
          .when(replyAll("/ask", message("b", 1), message("b", 2), message("b", 3)))
          .then(failed(Reason.LIMIT_FIELDSETS));
    }

    @Test
    void are_counted_after_twins_are_closed() {
      given(
              limits(1, 100, 100),
              """
              fields: {a: long, b: long}
              ops:
                start: {out: [a, b]}
                ask: {in: [a], out: [b], call: server}
              """)
          .when(start("/start", "a", 0, "b", 1))
          .when(replyAll("/ask", message("b", 1), message("b", 1)))
          .then(live("0.1"), quiescent());
    }

    @Test
    void of_firings() {
      given(
              limits(100, 5, 1000),
              """
              fields: {x: {type: long, merge: latest}}
              ops:
                start: {out: [x]}
                count: {in: [x], out: [x], expr: {x: x + 1}}
              """)
          .when(start("/start", "x", 0))
          .then(failed(Reason.LIMIT_FIRINGS), fields("0", "/x", 5));
    }

    @Test
    void of_firings_are_passed_by_expressions_that_take_as_many_steps() {
      String loop =
          """
          fields: {x: {type: long, merge: latest}}
          ops:
            start: {out: [x]}
            count: {in: [x], out: [x], when: "x < 3", expr: {x: "size(%s) > 0 ? x + 1 : x"}}
          """
              .formatted(HUNDRED_THOUSAND);
      given(limits(100, 2_000, 1000), loop)
          .when(start("/start", "x", 0))
          .then(quiescent(), fields("0", "/x", 3));
      given(limits(100, 300, 1000), loop)
          .when(start("/start", "x", 0))
          .then(failed(Reason.LIMIT_FIRINGS), fields("0", "/x", 0));
    }

    @Test
    void of_firings_are_passed_by_conditions_that_take_as_many_steps_though_none_holds() {
      String conditions =
          """
          fields: {x: long, y: long}
          ops:
            start: {out: [x]}
            a: {in: [x], out: [y], when: "size(%1$s) < x", expr: {y: x}}
            b: {in: [x], out: [y], when: "size(%1$s) < x + 1", expr: {y: x}}
          """
              .formatted(HUNDRED_THOUSAND);
      given(limits(100, 3_000, 1000), conditions).when(start("/start", "x", 0)).then(quiescent());
      given(limits(100, 700, 1000), conditions)
          .when(start("/start", "x", 0))
          .then(failed(Reason.LIMIT_FIRINGS), fields("0", "/x", 0));
    }

    @Test
    void of_steps_make_a_run_fail_for_good_and_others_go_on() {
      given(
              """
              fields: {x: long, y: long, z: long}
              ops:
                start: {out: [x]}
                bomb: {in: [x], out: [y], expr: {y: "size(%s.map(i, %s))"}}
                calm: {in: [x], out: [z], expr: {z: x}}
              """
                  .formatted(HUNDRED_THOUSAND, HUNDRED_THOUSAND))
          .when(start("/start", "x", 1))
          .then(quiescent(), fields("0", "/x", 1, "/z", 1));
    }

    @Test
    void of_bytes() {
      given(limits(10, 10, 20), ASK)
          .when(start("/start", "a", 0))
          .when(replyAll("/ask", message("b", 1), message("b", 2)))
          .then(failed(Reason.LIMIT_BYTES));
    }

    @Test
    void of_bytes_hold_a_notification_off() {
      given(limits(10, 10, 7), ASK)
          .when(start("/start", "a", 0))
          .then(rejected(Rejection.LIMIT_BYTES), noProcess());
    }

    @Test
    void the_first_in_their_order_is_the_reason() {
      given(limits(1, 1, 8), ASK)
          .when(start("/start", "a", 0))
          .when(replyAll("/ask", message("b", 1), message("b", 2)))
          .then(failed(Reason.LIMIT_FIELDSETS));
    }

    @Test
    void a_step_that_passes_one_does_not_take_place() {
      given(limits(1, 10, 100), ASK)
          .when(start("/start", "a", 0))
          .when(replyAll("/ask", message("b", 1), message("b", 2)))
          .then(live("0"), fields("0", "/a", 0), invocations("/ask dropped 0"))
          .then(status(Status.FAILED, 1));
    }

    @Test
    void the_journal_holds_what_was_refused() {
      Play play = given(limits(1, 10, 100), ASK);
      play.when(start("/start", "a", 0))
          .when(replyAll("/ask", message("b", 1), message("b", 2)))
          .then(
              Expectations.changes(
                  new Change.Refused(Reason.LIMIT_FIELDSETS, "/ask", "0"),
                  new Change.StatusChanged(Status.FAILED, Reason.LIMIT_FIELDSETS, 1)));
    }

    @Test
    void firings_are_counted_from_when_the_process_last_stopped_running() {
      given(
              limits(10, 2, 100),
              """
              fields: {a: long, b: long, c: long, d: long}
              ops:
                start: {out: [a]}
                one: {in: [a], out: [b], expr: {b: a}}
                two: {in: [a], out: [c], after: 1s, expr: {c: a}}
              """)
          .when(start("/start", "a", 0), advance(1000))
          .then(quiescent())
          .when(Events.declare("{ops: {three: {in: [c], out: [d], expr: {d: c}, catch-up: true}}}"))
          .then(status(Status.QUIESCENT, 2), fields("0", "/a", 0, "/b", 0, "/c", 0, "/d", 0));
    }
  }
}
