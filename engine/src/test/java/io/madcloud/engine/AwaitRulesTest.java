package io.madcloud.engine;

import static io.madcloud.engine.Events.advance;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.awaits;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is awaited no longer: rule 3 of Lay. */
final class AwaitRulesTest {

  @Nested
  final class Lay3Awaits {

    @Test
    void nothing_is_awaited_whose_inputs_are_replaced() {
      given(LayRulesTest.register("y: long", "use: {in: [x], out: [y], call: server}"))
          .when(start("/start", "a", 0), reply("/s1", "x", 1), reply("/s2", "x", 2))
          .then(awaits("0", 4))
          .then(invocations("/s1 done 0", "/s2 done 0", "/use pending 0", "/use pending 0"));
    }

    @Test
    void a_masked_call_is_still_awaited_as_a_reply_under_way_counts() {
      given(masked("call: server")).when(masking()).then(awaits("0", 1));
    }

    @Test
    void a_masked_call_is_dropped_when_it_says_so() {
      given(masked("call: server, masked: drop")).when(masking()).then(awaits("0"), quiescent());
    }

    @Test
    void a_masked_timer_is_dropped() {
      given(masked("after: 1h, expr: {y: a}")).when(masking()).then(awaits("0"), quiescent());
    }

    @Test
    void a_masked_timer_is_kept_when_it_says_so() {
      given(masked("after: 1h, expr: {y: a}, masked: keep"))
          .when(masking())
          .then(awaits("0", 1))
          .when(advance(3_600_000))
          .then(fields("0", "/a", 0, "/m", 1, "/y", 0));
    }

    private static Play.Event masking() {
      return play -> {
        play.when(start("/start", "a", 0), reply("/stop", "m", 1));
        return null;
      };
    }

    private static String masked(String action) {
      return """
      fields: {a: long, m: long, y: long}
      ops:
        start: {out: [a]}
        op: {in: [a], mask: [m], out: [y], %s}
        stop: {in: [a], out: [m], call: server}
      """
          .formatted(action);
    }
  }
}
