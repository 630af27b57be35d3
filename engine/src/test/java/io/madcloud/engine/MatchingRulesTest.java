package io.madcloud.engine;

import static io.madcloud.engine.Events.declare;
import static io.madcloud.engine.Events.message;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyAll;
import static io.madcloud.engine.Events.replyNothing;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.applied;
import static io.madcloud.engine.Expectations.awaits;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.running;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When ops happen, and how they are fired: section 4 of the model. */
final class MatchingRulesTest {

  @Nested
  final class CanHappen {

    @Test
    void when_all_inputs_are_there() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a, b]}
                add: {in: [a, b], out: [c], expr: {c: a + b}}
              """)
          .when(start("/start", "a", 1, "b", 2))
          .then(fields("0", "/a", 1, "/b", 2, "/c", 3), quiescent());
    }

    @Test
    void not_while_an_input_is_missing() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a, b]}
                add: {in: [a, b], out: [c], expr: {c: a + b}}
              """)
          .when(start("/start", "a", 1))
          .then(fields("0", "/a", 1), invocations());
    }

    @Test
    void not_when_a_mask_is_there() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a, b]}
                copy: {in: [a], mask: [b], out: [c], expr: {c: a}}
              """)
          .when(start("/start", "a", 1, "b", 2))
          .then(fields("0", "/a", 1, "/b", 2), invocations());
    }

    @Test
    void not_when_its_condition_is_false() {
      given(conditional("a > 1"))
          .when(start("/start", "a", 1))
          .then(fields("0", "/a", 1), invocations());
    }

    @Test
    void not_when_its_condition_cannot_be_evaluated() {
      given(conditional("1 / a > 0"))
          .when(start("/start", "a", 0))
          .then(fields("0", "/a", 0), invocations());
    }

    @Test
    void when_its_condition_holds() {
      given(conditional("a > 1")).when(start("/start", "a", 2)).then(fields("0", "/a", 2, "/b", 2));
    }

    private static String conditional(String condition) {
      return """
      fields: {a: long, b: long}
      ops:
        start: {out: [a]}
        copy: {in: [a], out: [b], when: "%s", expr: {b: a}}
      """
          .formatted(condition);
    }

    @Test
    void not_again_on_what_was_applied() {
      given(
              """
              fields: {a: long, b: long}
              ops:
                start: {out: [a]}
                ask: {in: [a], out: [b], call: server}
              """)
          .when(start("/start", "a", 1), replyNothing("/ask"))
          .then(invocations("/ask done 0"), applied("0", 1), quiescent());
    }

    @Test
    void not_again_on_what_is_awaited() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
                ask: {in: [a], out: [b], call: server}
                other: {in: [a], out: [c], call: server}
              """)
          .when(start("/start", "a", 1), reply("/other", "c", 2))
          .then(invocations("/ask pending 0", "/other done 0"), awaits("0", 1));
    }
  }

  @Nested
  final class Fire {

    private static final String FORKING =
        """
        fields: {a: long, b: long, c: long}
        ops:
          start: {out: [a]}
          offer: {in: [a], out: [b], call: server}
          ask: {in: [a], out: [c], call: server}
        """;

    @Test
    void runs_an_op_once_however_many_fieldsets_hold_its_inputs() {
      given(FORKING)
          .when(
              start("/start", "a", 1),
              replyAll("/offer", message("b", 1), message("b", 2)),
              reply("/ask", "c", 3))
          .then(
              invocations("/ask done 0", "/offer done 0"),
              fields("0.1", "/a", 1, "/b", 1, "/c", 3),
              fields("0.2", "/a", 1, "/b", 2, "/c", 3));
    }

    @Test
    void awaits_what_is_pending_already() {
      given(LATE)
          .when(
              start("/start", "a", 1),
              replyAll("/offer", message("b", 1), message("b", 2)),
              reply("/late", "d", 1))
          .then(invocations("/late done 0", "/offer done 0", "/ask pending 0.1"))
          .then(awaits("0.1", 3), awaits("0.2", 3), running());
    }

    private static final String LATE =
        """
        fields: {a: long, b: long, c: long, d: long}
        ops:
          start: {out: [a]}
          offer: {in: [a], out: [b], call: server}
          late: {in: [a], out: [d], call: server}
          ask: {in: [d], out: [c], call: server}
        """;

    @Test
    void applies_what_is_done_already() {
      given(
              """
              fields: {a: long, b: long, c: long, d: long}
              ops:
                start: {out: [a]}
                offer: {in: [a], out: [b], each: "[1, 2]", expr: {b: it}}
                ask: {in: [a], mask: [c], out: [c], call: server}
                wait: {in: [a], out: [d], call: server}
                mark: {in: [b], out: [c], when: b == 2, expr: {c: "0"}}
              """)
          .when(
              start("/start", "a", 1),
              reply("/ask", "c", 5),
              declare("{ops: {ask: {in: [a], out: [c], call: server}}}"))
          .then(
              invocations("/offer done 0", "/mark done 0.2", "/ask done 0.1", "/wait pending 0.1"),
              fields("0.2", "/a", 1, "/b", 2, "/c", 0),
              fields("0.2.1", "/a", 1, "/b", 2, "/c", 5));
    }

    @Test
    void a_failed_invocation_has_no_messages() {
      given(
              """
              fields: {a: long, b: long}
              ops:
                start: {out: [a]}
                broken: {in: [a], out: [b], expr: {b: 1 / a}}
              """)
          .when(start("/start", "a", 0))
          .then(invocations("/broken failed 0"), applied("0", 1), fields("0", "/a", 0));
    }
  }
}
