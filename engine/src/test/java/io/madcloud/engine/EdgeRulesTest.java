package io.madcloud.engine;

import static io.madcloud.engine.Events.cancel;
import static io.madcloud.engine.Events.declare;
import static io.madcloud.engine.Events.fail;
import static io.madcloud.engine.Events.message;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyAll;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.noProcess;
import static io.madcloud.engine.Expectations.rejected;
import static io.madcloud.engine.Play.given;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Which events are taken: section 9 of the model. */
final class EdgeRulesTest {

  /** Each event is wrong in all ways from its own on, where they go together. */
  @Nested
  final class NotifyRejections {

    private static final String PROGRAM =
        """
        fields: {a: long, b: long, t: string}
        ops:
          start: {out: [a, b, t], expr: {b: 1 / a}}
          copy: {in: [a], out: [b], expr: {b: a}}
        """;

    static final List<Arguments> IN_ORDER =
        List.of(
            Arguments.of(Rejection.UNKNOWN_OP, start("/nope", "nope", 1)),
            Arguments.of(Rejection.NOT_A_NOTIFICATION, start("/copy", "nope", 1)),
            Arguments.of(Rejection.DUPLICATE_PROCESS, start("/start", "nope", 1, "a", "text")),
            Arguments.of(Rejection.UNDECLARED_FIELD, fresh("a", "text", "nope", 1)),
            Arguments.of(Rejection.TYPE_MISMATCH, fresh("a", 0, "t", 1)),
            Arguments.of(Rejection.EXPRESSION_ERROR, fresh("a", 0, "t", "longer than allowed")),
            Arguments.of(Rejection.LIMIT_BYTES, fresh("a", 1, "t", "longer than allowed")));

    private static Play.Event fresh(Object... fields) {
      return play -> play.rehearsal().notify("/start", "fresh", message(fields));
    }

    @ParameterizedTest
    @FieldSource("IN_ORDER")
    void are_looked_for_in_order(Rejection expected, Play.Event event) {
      given(new Limits(10, 10, 25), PROGRAM)
          .when(start("/start", "a", 1), event)
          .then(rejected(expected));
    }

    @Test
    void leave_no_process_behind() {
      given(PROGRAM).when(start("/start", "a", 0)).then(noProcess());
    }

    @Test
    void an_expression_over_a_field_that_did_not_come_is_an_expression_error() {
      given(PROGRAM).when(start("/start")).then(rejected(Rejection.EXPRESSION_ERROR));
    }
  }

  @Nested
  final class ReplyRejections {

    private static final String ASK =
        """
        fields: {a: long, b: long, t: {type: long, merge: max}}
        ops:
          start: {out: [a]}
          ask: {in: [a], out: [b], call: server}
          wait: {in: [a], out: [t], after: 1h, expr: {t: a}}
        """;

    @Test
    void of_an_unknown_process() {
      given(ASK).when(reply("/ask", "b", 1)).then(rejected(Rejection.UNKNOWN_PROCESS));
    }

    @Test
    void of_an_op_that_nobody_declared() {
      given(ASK)
          .when(start("/start", "a", 1), reply("/nope", "nope", 1))
          .then(rejected(Rejection.NOT_PENDING));
    }

    @Test
    void of_a_timer_as_replies_are_for_calls_alone() {
      given(ASK)
          .when(start("/start", "a", 1), reply("/wait", "t", 1))
          .then(rejected(Rejection.NOT_PENDING));
    }

    @Test
    void of_a_cancelled_process() {
      given(ASK)
          .when(start("/start", "a", 1), cancel(), fail("/ask", "boom"))
          .then(rejected(Rejection.NOT_PENDING));
    }

    @Test
    void an_undeclared_field_in_any_message_is_looked_for_before_types() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(replyAll("/ask", message("b", "text"), message("nope", 1)))
          .then(rejected(Rejection.UNDECLARED_FIELD), invocations("/ask failed 0", PENDING));
    }

    @Test
    void a_wrong_type_in_any_message_fails_the_invocation() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(replyAll("/ask", message("b", 1), message("b", 1.5)))
          .then(rejected(Rejection.TYPE_MISMATCH), invocations("/ask failed 0", PENDING));
    }

    private static final String PENDING = "/wait pending 0";

    @Test
    void go_by_the_op_that_was_called_though_the_path_is_a_timer_s_now() {
      given(ASK)
          .when(start("/start", "a", 1))
          .when(declare("{ops: {ask: {in: [a], out: [b], after: 1s, expr: {b: a}}}}"))
          .when(reply("/ask", "b", 5))
          .then(fields("0", "/a", 1, "/b", 5));
    }

    @Test
    void the_oldest_pending_invocation_is_answered() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
                offer: {in: [a], out: [b], each: '[1, 2]', expr: {b: it}}
                ask: {in: [b], out: [c], call: server}
              """)
          .when(start("/start", "a", 0), reply("/ask", "c", 5))
          .then(fields("0.1", "/a", 0, "/b", 1, "/c", 5), fields("0.2", "/a", 0, "/b", 2));
    }
  }
}
