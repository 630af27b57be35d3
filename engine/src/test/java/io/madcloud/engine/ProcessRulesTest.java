package io.madcloud.engine;

import static io.madcloud.engine.Events.cancel;
import static io.madcloud.engine.Events.message;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyAll;
import static io.madcloud.engine.Events.replyNothing;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.awaits;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.live;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.rejected;
import static io.madcloud.engine.Expectations.running;
import static io.madcloud.engine.Expectations.status;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How processes are numbered and how they end: sections 3 and 4 of the model. */
final class ProcessRulesTest {

  private static final String ASK =
      """
      fields: {a: long, b: long}
      ops:
        start: {out: [a]}
        ask: {in: [a], out: [b], call: server}
      """;

  @Nested
  final class State {

    @Test
    void the_n_th_fork_of_a_fieldset_has_its_id_and_n() {
      given(
              """
              fields: {a: long, b: long, c: long}
              ops:
                start: {out: [a]}
                q1: {in: [a], out: [b], call: server}
                q2: {in: [a], out: [c], call: server}
              """)
          .when(start("/start", "a", 0))
          .when(replyAll("/q1", message("b", 1), message("b", 2)))
          .when(replyAll("/q2", message("c", 1), message("c", 2)))
          .then(live("0.1.1", "0.1.2", "0.2.1", "0.2.2"));
    }

    @Test
    void a_later_fork_has_the_next_number() {
      given(
              """
              fields: {a: long, b: long}
              ops:
                start: {out: [a, b]}
                q1: {in: [a], out: [b], call: server}
                q2: {in: [a], out: [b], call: server}
              """)
          .when(start("/start", "a", 0, "b", 0), reply("/q1", "b", 1), reply("/q2", "b", 2))
          .then(live("0", "0.1", "0.2"));
    }

    @Test
    void a_closed_fieldset_keeps_no_fields_and_waits_for_nothing() {
      given(ASK)
          .when(start("/start", "a", 0), replyAll("/ask", message("b", 1), message("b", 2)))
          .then(fields("0", new Object[0]), awaits("0"));
    }

    @Test
    void invocations_are_numbered_from_one() {
      given(ASK).when(start("/start", "a", 0)).then(awaits("0", 1));
    }
  }

  @Nested
  final class End {

    @Test
    void a_process_is_quiescent_when_nothing_happens_and_nothing_is_awaited() {
      given(ASK)
          .when(start("/start", "a", 0))
          .then(running())
          .when(replyNothing("/ask"))
          .then(quiescent());
    }

    private static final String GONE =
        """
        fields: {a: long, x: {type: long, merge: latest}, y: long}
        ops:
          start: {out: [a]}
          s1: {in: [a], out: [x], call: server}
          s2: {in: [a], out: [x], call: server}
          ask: {in: [x], out: [y], when: x == 1, call: server}
        """;

    @Test
    void what_nobody_awaits_any_more_keeps_no_process_running() {
      given(GONE)
          .when(start("/start", "a", 0), reply("/s1", "x", 1), reply("/s2", "x", 2))
          .then(invocations("/s1 done 0", "/s2 done 0", "/ask pending 0"), quiescent());
    }

    @Test
    void its_reply_is_taken_all_the_same() {
      given(GONE)
          .when(start("/start", "a", 0), reply("/s1", "x", 1), reply("/s2", "x", 2))
          .when(reply("/ask", "y", 5))
          .then(invocations("/s1 done 0", "/s2 done 0", "/ask done 0"), quiescent())
          .then(fields("0", "/a", 0, "/x", 2));
    }

    @Test
    void a_cancelled_process_awaits_nothing_and_drops_what_is_pending() {
      given(ASK)
          .when(start("/start", "a", 0), cancel())
          .then(status(Status.CANCELLED, 1), awaits("0"), invocations("/ask dropped 0"));
    }

    @Test
    void a_process_that_does_not_run_cannot_be_cancelled() {
      given(ASK)
          .when(start("/start", "a", 0), replyNothing("/ask"), cancel())
          .then(rejected(Rejection.NOT_RUNNING), quiescent());
    }
  }

  @Nested
  final class Duplicates {

    @Test
    void a_notification_of_a_known_process_is_ignored() {
      given(ASK)
          .when(start("/start", "a", 0), start("/start", "a", 1))
          .then(rejected(Rejection.DUPLICATE_PROCESS), fields("0", "/a", 0));
    }

    @Test
    void a_reply_to_what_is_done_is_ignored() {
      given(ASK)
          .when(start("/start", "a", 0), reply("/ask", "b", 1), reply("/ask", "b", 2))
          .then(rejected(Rejection.NOT_PENDING), fields("0", "/a", 0, "/b", 1));
    }
  }
}
