package io.madcloud.engine;

import static io.madcloud.engine.Events.advance;
import static io.madcloud.engine.Events.declare;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.awaits;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.running;
import static io.madcloud.engine.Play.given;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How time passes: section 9 of the model. */
final class TimeRulesTest {

  @Nested
  final class Advance {

    private static String timer(String ops) {
      return """
      fields: {a: long, b: long, x: {type: list<string>, merge: union}}
      ops:
        start: {out: [a]}
      %s
      """
          .formatted(ops.indent(2));
    }

    @Test
    void a_timer_replies_when_its_time_has_come_and_not_before() {
      given(timer("wait: {in: [a], out: [b], after: 1s, expr: {b: a}}"))
          .when(start("/start", "a", 1), advance(999))
          .then(awaits("0", 1), running())
          .when(advance(1))
          .then(fields("0", "/a", 1, "/b", 1), quiescent());
    }

    @Test
    void timers_reply_in_order_of_due_time_then_invocation() {
      given(
              timer(
                  """
                  late: {in: [a], out: [x], after: 2s, expr: {x: '["late"]'}}
                  one: {in: [a], out: [x], after: 1s, expr: {x: '["one"]'}}
                  two: {in: [a], out: [x], after: 1s, expr: {x: '["two"]'}}
                  """))
          .when(start("/start", "a", 1), advance(5000))
          .then(fields("0", "/a", 1, "/x", List.of("one", "two", "late")));
    }

    @Test
    void a_timer_that_is_set_on_the_way_may_fall_due_in_the_same_advance() {
      given(
              timer(
                  """
                  first: {in: [a], out: [b], after: 1s, expr: {b: a}}
                  then: {in: [b], out: [x], after: 1s, expr: {x: '["then"]'}}
                  """))
          .when(start("/start", "a", 1), advance(2000))
          .then(fields("0", "/a", 1, "/b", 1, "/x", List.of("then")));
    }

    @Test
    void it_is_set_from_the_due_time_not_from_the_end_of_the_advance() {
      given(
              timer(
                  """
                  first: {in: [a], out: [b], after: 1s, expr: {b: a}}
                  then: {in: [b], out: [x], after: 5s, expr: {x: '["then"]'}}
                  """))
          .when(start("/start", "a", 1), advance(3000), advance(2999))
          .then(running())
          .when(advance(1))
          .then(quiescent());
    }

    @Test
    void a_timer_that_fell_due_while_nobody_awaited_it_replies_when_it_is_awaited_again() {
      given(
              """
              fields: {a: long, m: long, b: long, c: long}
              ops:
                start: {out: [a]}
                stop: {in: [a], out: [m], call: server}
                wait: {in: [a], mask: [m], out: [b], after: 1s, expr: {b: a}}
                hold: {in: [a], out: [c], call: server}
              """)
          .when(start("/start", "a", 1), reply("/stop", "m", 1), advance(2000))
          .then(fields("0", "/a", 1, "/m", 1), awaits("0", 1))
          .when(declare("{ops: {wait: {in: [a], out: [b], after: 1s, expr: {b: a}}}}"))
          .then(awaits("0", 1, 3))
          .when(advance(0))
          .then(fields("0", "/a", 1, "/m", 1, "/b", 1));
    }
  }
}
