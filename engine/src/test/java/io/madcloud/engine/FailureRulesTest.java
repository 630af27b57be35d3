package io.madcloud.engine;

import static io.madcloud.engine.Events.fail;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.running;
import static io.madcloud.engine.Play.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.madcloud.op.OpCall;
import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What fails, how often it is tried, and what comes of it: section 6 of the model. */
final class FailureRulesTest {

  private static final String ASK =
      """
      fields: {a: long, b: long, oops: map<string>}
      ops:
        start: {out: [a]}
        ask: {in: [a], out: [b], %s call: server}
      """;

  @Nested
  final class Failure {

    @Test
    void an_attempt_that_fails_is_tried_again_after_a_pause() {
      Play play = given(ASK.formatted(""));
      play.when(start("/start", "a", 1), fail("/ask", "boom"))
          .then(running(), invocations("/ask pending 0"));
      Timers.Timer timer = Timers.earliest(play.process(), play.program());
      assertThat(timer.dueMs()).isBetween(50L, 100L).isEqualTo(play.process().wakeMs());
      assertThat(timer.kind()).isEqualTo(Timers.Kind.RETRY);
      assertThat(timer.attempt()).isEqualTo(2);
    }

    @Test
    void a_later_attempt_may_succeed() {
      given(ASK.formatted(""))
          .when(start("/start", "a", 1), fail("/ask", "1"), fail("/ask", "2"))
          .when(reply("/ask", "b", 3))
          .then(fields("0", "/a", 1, "/b", 3), quiescent());
    }

    @Test
    void after_the_last_attempt_the_invocation_has_failed_and_the_process_goes_on() {
      Play play = given(ASK.formatted(""));
      play.when(start("/start", "a", 1), fail("/ask", "1"), fail("/ask", "2"), fail("/ask", "3"))
          .then(invocations("/ask failed 0"), fields("0", "/a", 1), quiescent());
      assertThat(play.effects(Effect.DeadLetter.class))
          .containsExactly(
              new Effect.DeadLetter(1, play.program().op("/ask"), "3", 3, Map.of("a", 1L)));
    }

    @Test
    void supervision_says_how_often() {
      given(ASK.formatted("supervise: {attempts: 1},"))
          .when(start("/start", "a", 1), fail("/ask", "boom"))
          .then(invocations("/ask failed 0"));
    }

    @Test
    void an_expression_error_is_not_tried_again() {
      Play play =
          given(
              """
              fields: {a: long, b: long}
              ops:
                start: {out: [a]}
                divide: {in: [a], out: [b], expr: {b: 1 / a}}
              """);
      play.when(start("/start", "a", 0)).then(invocations("/divide failed 0"), quiescent());
      assertThat(play.effects(Effect.DeadLetter.class))
          .extracting(Effect.DeadLetter::error, Effect.DeadLetter::attempts)
          .containsExactly(tuple("expression-error", 1));
    }

    @Test
    void a_plugin_that_throws_is_tried_again() {
      int[] runs = new int[1];
      plugin(
              call -> {
                runs[0] = call.attempt();
                if (call.attempt() < 3) {
                  throw new IllegalStateException("not yet");
                }
                return OpReply.of(Map.of("b", 5L));
              })
          .when(start("/start", "a", 1))
          .then(fields("0", "/a", 1, "/b", 5), quiescent());
      assertThat(runs[0]).isEqualTo(3);
    }

    @Test
    void a_plugin_s_undeclared_output_is_not_tried_again() {
      plugin(call -> OpReply.of(Map.of("c", 5L)))
          .when(start("/start", "a", 1))
          .then(invocations("/run failed 0"), fields("0", "/a", 1));
    }

    @Test
    void a_plugin_s_output_of_the_wrong_type_is_not_tried_again() {
      plugin(call -> OpReply.of(Map.of("b", "five")))
          .when(start("/start", "a", 1))
          .then(invocations("/run failed 0"), fields("0", "/a", 1));
    }

    @Test
    void a_plugin_is_told_how_long_a_run_may_take() {
      Set<Long> timeoutsMs = new LinkedHashSet<>(); // a replay runs ops again
      OpFunction function =
          call -> {
            timeoutsMs.add(call.timeoutMs());
            return OpReply.none();
          };
      plugin(function).when(start("/start", "a", 1));
      plugin(", supervise: {timeout: 250ms}", function).when(start("/start", "a", 1));
      plugin(", supervise: {timeout: none}", function).when(start("/start", "a", 1));
      assertThat(timeoutsMs).containsExactly(60_000L, 250L, OpCall.NO_TIMEOUT);
    }

    private static Play plugin(OpFunction function) {
      return plugin("", function);
    }

    private static Play plugin(String keys, OpFunction function) {
      OpPlugin plugin =
          new OpPlugin() {
            @Override
            public String name() {
              return "test";
            }

            @Override
            public OpFunction configure(Map<String, Object> with) {
              return function;
            }
          };
      return given(
          Limits.DEFAULT,
          Map.of("test", plugin),
          """
          fields: {a: long, b: long}
          ops:
            start: {out: [a]}
            run: {in: [a], out: [b], plugin: test%s}
          """
              .formatted(keys));
    }
  }

  @Nested
  final class FailField {

    @Test
    void a_final_failure_is_a_message_with_op_error_and_attempts() {
      given(ASK.formatted("fail: oops, supervise: {attempts: 2},"))
          .when(start("/start", "a", 1), fail("/ask", "first"), fail("/ask", "second"))
          .then(invocations("/ask done 0"), quiescent())
          .then(fields("0", "/a", 1, "/oops", failure("/ask", "second", "2")));
    }

    @Test
    void a_wrong_type_counts_as_the_final_failure() {
      given(ASK.formatted("fail: oops,"))
          .when(start("/start", "a", 1), fail("/ask", "first"), reply("/ask", "b", "text"))
          .then(fields("0", "/a", 1, "/oops", failure("/ask", "type-mismatch", "2")));
    }

    @Test
    void an_undeclared_field_counts_as_the_final_failure() {
      given(ASK.formatted("fail: oops,"))
          .when(start("/start", "a", 1), reply("/ask", "c", 1))
          .then(fields("0", "/a", 1, "/oops", failure("/ask", "undeclared-field", "1")));
    }

    @Test
    void other_ops_can_react() {
      given(
              """
              fields: {a: long, b: long, oops: map<string>}
              ops:
                start: {out: [a]}
                divide: {in: [a], out: [b], fail: oops, expr: {b: 1 / a}}
                mend: {in: [oops], out: [b], expr: {b: "oops.attempts == '1' ? 0 : 1"}}
              """)
          .when(start("/start", "a", 0))
          .then(
              fields("0", "/a", 0, "/b", 0, "/oops", failure("/divide", "expression-error", "1")));
    }

    private static Map<String, Object> failure(String op, String error, String attempts) {
      return Map.of("op", op, "error", error, "attempts", attempts);
    }
  }
}
