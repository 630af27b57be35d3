package io.madcloud.engine;

import static io.madcloud.engine.Events.fail;
import static io.madcloud.engine.Events.redrive;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.rejected;
import static io.madcloud.engine.Expectations.running;
import static io.madcloud.engine.Expectations.status;
import static io.madcloud.engine.Play.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a failure does to the others, and what failed made again: section 6 of the model, and what
 * {@code on-failure} and redriving add to it.
 */
final class SupervisionRulesTest {

  private static final String ASK =
      """
      fields: {a: long, b: long, oops: map<string>}
      ops:
        start: {out: [a]}
        ask: {in: [a], out: [b], %s call: server}
      """;

  @Nested
  final class OnFailure {

    private static final String FOLDERS =
        """
        fields: {a: long, b: long, c: long, d: long, oops: map<string>}
        ops:
          start: {out: [a]}
          outside: {in: [a], out: [d], call: server}
        folders:
          inner:
            supervise: {attempts: 1, on-failure: %s}
            ops:
              ask: {in: [a], out: [b], %s call: server}
            folders:
              below:
                ops:
                  wait: {in: [a], out: [c], call: server}
                  next: {in: [d], out: [c], call: server}
        """;

    private static Play failed(String word, String keys) {
      return given(FOLDERS.formatted(word, keys))
          .when(start("/start", "a", 1), fail("/inner/ask", "boom"));
    }

    @Test
    void the_others_go_on_without_it() {
      failed("continue", "")
          .then(
              running(),
              invocations(
                  "/inner/ask failed 0", "/inner/below/wait pending 0", "/outside pending 0"))
          .when(reply("/outside", "d", 4))
          .then(fields("0", "/a", 1, "/d", 4))
          .when(reply("/inner/below/next", "c", 2))
          .then(fields("0", "/a", 1, "/d", 4, "/c", 2));
    }

    @Test
    void nothing_in_a_dropped_folder_happens_any_more() {
      Play play =
          failed("drop-folder", "")
              .then(
                  running(),
                  invocations(
                      "/inner/ask failed 0", "/inner/below/wait dropped 0", "/outside pending 0"))
              .when(reply("/outside", "d", 4))
              .then(fields("0", "/a", 1, "/d", 4), quiescent());
      play.when(reply("/inner/below/wait", "c", 2));
      assertThat(play.rejection()).isEqualTo(Rejection.NOT_PENDING);
    }

    @Test
    void an_op_says_it_for_the_folder_that_it_is_in() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
              folders:
                inner:
                  ops:
                    ask: {in: [a], out: [b], call: s, supervise: {attempts: 1, on-failure: drop-folder}}
                    other: {in: [a], out: [c], call: s}
              """)
          .when(start("/start", "a", 1), fail("/inner/ask", "boom"))
          .then(invocations("/inner/ask failed 0", "/inner/other dropped 0"), quiescent());
    }

    @Test
    void a_stale_field_that_only_a_dropped_folder_could_restore_is_gone() {
      given(
              """
              fields: {a: long, b: {type: long, merge: latest}, c: long, d: long, e: long}
              ops:
                start: {out: [a]}
                late: {in: [a], out: [e], call: s}
                tick1: {in: [a], out: [b], call: s}
                tick2: {in: [a], out: [b], call: s}
                free: {in: [e], mask: [c], out: [d], call: s}
              folders:
                inner:
                  supervise: {attempts: 1, on-failure: drop-folder}
                  ops:
                    ask: {in: [b], out: [c], call: s}
              """)
          .when(start("/start", "a", 1), reply("/tick1", "b", 1), reply("/inner/ask", "c", 1))
          .when(reply("/tick2", "b", 2), reply("/late", "e", 1))
          .then(
              invocations(
                  "/late done 0",
                  "/tick1 done 0",
                  "/tick2 done 0",
                  "/inner/ask done 0",
                  "/inner/ask pending 0"))
          .when(fail("/inner/ask", "boom"))
          .then(
              invocations(
                  "/late done 0",
                  "/tick1 done 0",
                  "/tick2 done 0",
                  "/inner/ask done 0",
                  "/inner/ask failed 0",
                  "/free pending 0"));
    }

    @Test
    void the_process_fails() {
      Play play =
          failed("fail-process", "")
              .then(
                  invocations(
                      "/inner/ask failed 0", "/inner/below/wait dropped 0", "/outside dropped 0"));
      assertThat(play.process().status()).isEqualTo(Status.FAILED);
      assertThat(play.process().reason()).isEqualTo(Reason.OP_FAILED);
      assertThat(play.effects(Effect.DeadLetter.class)).hasSize(1);
    }

    @Test
    void a_failure_that_a_field_takes_is_none() {
      failed("fail-process", "fail: oops,").then(running());
      failed("drop-folder", "fail: oops,")
          .then(
              invocations(
                  "/inner/ask done 0", "/inner/below/wait pending 0", "/outside pending 0"));
    }

    @Test
    void the_failure_of_what_nobody_awaits_does_nothing_to_the_others() {
      Play play =
          given(
              """
              fields: {a: long, b: long, c: long, d: long}
              ops:
                start: {out: [a]}
                stop: {in: [a], out: [d], call: s}
              folders:
                inner:
                  supervise: {attempts: 1, on-failure: fail-process}
                  ops:
                    ask: {in: [a], mask: [d], out: [b], masked: drop, call: s}
              """);
      play.when(start("/start", "a", 1), reply("/stop", "d", 1)).then(quiescent());
      play.when(fail("/inner/ask", "boom")).then(quiescent());
    }
  }

  @Nested
  final class Redriving {

    @Test
    void a_failed_invocation_is_made_again_and_the_process_goes_on() {
      Play play = given(ASK.formatted("supervise: {attempts: 2},"));
      play.when(start("/start", "a", 1), fail("/ask", "1"), fail("/ask", "2")).then(quiescent());
      play.when(redrive("/ask")).then(status(Status.RUNNING, 1), invocations("/ask pending 0"));
      assertThat(play.effects(Effect.Call.class))
          .extracting(Effect.Call::invocation, Effect.Call::attempt, Effect.Call::inputs)
          .containsExactly(tuple(1, 3, Map.of("a", 1L)));
      play.when(reply("/ask", "b", 3))
          .then(fields("0", "/a", 1, "/b", 3), invocations("/ask done 0"))
          .then(status(Status.QUIESCENT, 2));
    }

    @Test
    void a_quiescent_process_goes_on_by_the_program_as_it_is_now_and_says_so() {
      Play play = given(ASK.formatted("supervise: {attempts: 1},"));
      play.when(start("/start", "a", 1), fail("/ask", "1"))
          .when(Events.declare("{ops: {more: {in: [a], out: [b], call: server}}}"))
          .when(redrive("/ask"))
          .then(invocations("/ask pending 0", "/more pending 0"));
      assertThat(play.effects(Effect.Journal.class))
          .extracting(Effect.Journal::programRevision)
          .containsExactly(play.program().revision());
    }

    @Test
    void its_attempts_are_counted_afresh() {
      Play play = given(ASK.formatted("supervise: {attempts: 2},"));
      play.when(start("/start", "a", 1), fail("/ask", "1"), fail("/ask", "2"), redrive(null))
          .when(fail("/ask", "3"))
          .then(status(Status.RUNNING, 1))
          .when(fail("/ask", "4"))
          .then(invocations("/ask failed 0"), status(Status.QUIESCENT, 2));
      assertThat(play.effects(Effect.DeadLetter.class))
          .extracting(Effect.DeadLetter::error, Effect.DeadLetter::attempts)
          .containsExactly(tuple("4", 4));
    }

    @Test
    void an_op_that_runs_in_the_engine_is_run_at_once() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
                divide: {in: [a], out: [b], expr: {b: 1 / a}}
                wait: {in: [a], out: [c], call: s}
              """)
          .when(start("/start", "a", 0))
          .then(invocations("/divide failed 0", "/wait pending 0"))
          .when(redrive("/divide"))
          .then(invocations("/divide failed 0", "/wait pending 0"), running());
    }

    @Test
    void a_folder_that_was_dropped_is_taken_up_again() {
      Play play = OnFailure.failed("drop-folder", "");
      play.when(reply("/outside", "d", 4)).then(quiescent());
      play.when(redrive("/inner/ask"))
          .then(
              invocations(
                  "/inner/ask pending 0",
                  "/inner/below/wait pending 0",
                  "/outside done 0",
                  "/inner/below/next pending 0"))
          .when(reply("/inner/ask", "b", 1), reply("/inner/below/wait", "c", 2))
          .when(reply("/inner/below/next", "c", 2))
          .then(fields("0", "/a", 1, "/b", 1, "/c", 2, "/d", 4), status(Status.QUIESCENT, 2));
    }

    @Test
    void where_nothing_failed_there_is_nothing_to_do() {
      given(ASK.formatted(""))
          .when(start("/start", "a", 1), redrive("/ask"))
          .then(rejected(Rejection.NOT_FAILED), running());
    }

    @Test
    void a_process_that_failed_stays_so() {
      OnFailure.failed("fail-process", "")
          .when(redrive("/inner/ask"))
          .then(rejected(Rejection.NOT_RUNNING));
    }

    @Test
    void what_has_lost_its_inputs_stays_as_it_is() {
      given(
              """
              fields: {a: long, b: {type: long, merge: latest}, c: long}
              ops:
                start: {out: [a]}
                tick1: {in: [a], out: [b], call: s}
                tick2: {in: [a], out: [b], call: s}
                ask: {in: [b], out: [c], supervise: {attempts: 1}, call: s}
              """)
          .when(start("/start", "a", 1), reply("/tick1", "b", 1), fail("/ask", "boom"))
          .when(reply("/tick2", "b", 2), reply("/ask", "c", 1), redrive("/ask"))
          .then(rejected(Rejection.NOT_FAILED));
    }
  }
}
