package io.madcloud.engine;

import static io.madcloud.engine.Events.advance;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** In what order ops happen: section 4 of the model. */
final class OrderRulesTest {

  @Nested
  final class Order {

    @Test
    void of_in_process_ops_the_smallest_path_is_first() {
      given(
              """
              fields: {a: long, x: {type: list<string>, merge: union}}
              ops:
                start: {out: [a]}
                zeta: {in: [a], out: [x], expr: {x: '["zeta"]'}}
                alpha: {in: [a], out: [x], expr: {x: '["alpha"]'}}
                Beta: {in: [a], out: [x], expr: {x: '["Beta"]'}}
              """)
          .when(start("/start", "a", 1))
          .then(invocations("/Beta done 0", "/alpha done 0", "/zeta done 0"));
    }

    @Test
    void a_reply_is_applied_before_the_next_op_is_chosen() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
                first: {in: [a], out: [b], expr: {b: a}}
                second: {in: [a], mask: [b], out: [c], expr: {c: a}}
              """)
          .when(start("/start", "a", 1))
          .then(invocations("/first done 0"), fields("0", "/a", 1, "/b", 1));
    }

    @Test
    void the_fieldset_that_was_created_first_goes_first() {
      given(
              """
              fields: {a: long, b: long, c: long, d: long}
              ops:
                start: {out: [a]}
                offer: {in: [a], out: [b], each: "[1, 2]", expr: {b: it}}
                x: {in: [b], out: [c], expr: {c: b}}
                y: {in: [b], out: [d], expr: {d: b}}
              """)
          .when(start("/start", "a", 1))
          .then(
              invocations(
                  "/offer done 0", "/x done 0.1", "/y done 0.1", "/x done 0.2", "/y done 0.2"));
    }

    @Test
    void calls_and_timers_come_when_nothing_else_can_happen() {
      given(
              """
              fields: {a: long, b: long, c: long, d: long}
              ops:
                start: {out: [a]}
                ask: {in: [a], out: [b], call: server}
                before: {in: [a], out: [d], after: 1s, expr: {d: a}}
                compute: {in: [a], out: [c], expr: {c: a}}
              """)
          .when(start("/start", "a", 1))
          .then(invocations("/compute done 0", "/ask pending 0", "/before pending 0"));
    }

    @Test
    void a_call_is_not_made_when_what_needs_no_waiting_masks_it() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
                ask: {in: [a], mask: [c], out: [b], call: server}
                compute: {in: [a], out: [c], expr: {c: a}}
              """)
          .when(start("/start", "a", 1))
          .then(invocations("/compute done 0"), quiescent());
    }

    @Test
    void all_calls_are_made_before_any_reply_is_looked_at() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
                one: {in: [a], out: [b], after: 0s, expr: {b: a}}
                two: {in: [a], mask: [b], out: [c], call: server}
              """)
          .when(start("/start", "a", 1), advance(0))
          .then(invocations("/one done 0", "/two pending 0"));
    }
  }
}
