package io.madcloud.engine;

import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.applied;
import static io.madcloud.engine.Expectations.awaits;
import static io.madcloud.engine.Expectations.contributions;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.live;
import static io.madcloud.engine.Expectations.quiescent;
import static io.madcloud.engine.Expectations.stale;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes when a value is replaced: rule 2 of Lay. */
final class LayRulesTest {

  /** {@code s1} and {@code s2} set the register {@code x}, from which others conclude. */
  static String register(String fields, String ops) {
    return """
    fields: {a: long, x: {type: long, merge: latest}, %s}
    ops:
      start: {out: [a]}
      s1: {in: [a], out: [x], call: server}
      s2: {in: [a], out: [x], call: server}
    %s
    """
        .formatted(fields, ops.indent(2));
  }

  @Nested
  final class Lay2Replaced {

    @Test
    void conclusions_from_the_old_value_go_and_are_drawn_again() {
      given(register("y: long", "use: {in: [x], out: [y], expr: {y: x * 10}}"))
          .when(start("/start", "a", 0), reply("/s1", "x", 1), reply("/s2", "x", 2))
          .then(live("0"), fields("0", "/a", 0, "/x", 2, "/y", 20))
          .then(contributions("0", "/y", "4.0"), applied("0", 1, 2, 4));
    }

    @Test
    void conclusions_from_conclusions_go_too() {
      given(
              register(
                  "y: long, z: long",
                  """
                  use: {in: [x], out: [y], expr: {y: x * 10}}
                  then: {in: [y], out: [z], call: server}
                  """))
          .when(start("/start", "a", 0), reply("/s1", "x", 1), reply("/then", "z", 7))
          .when(reply("/s2", "x", 2))
          .then(fields("0", "/a", 0, "/x", 2, "/y", 20), stale("0", "/z"));
    }

    @Test
    void a_value_with_the_same_identity_replaces_nothing() {
      given(register("y: long", "use: {in: [x], out: [y], call: server}"))
          .when(start("/start", "a", 0), reply("/s1", "x", 1), reply("/use", "y", 5))
          .when(reply("/s2", "x", 1))
          .then(fields("0", "/a", 0, "/x", 1, "/y", 5), applied("0", 1, 2, 3), quiescent());
    }

    @Test
    void a_register_keeps_its_last_word_though_its_reason_is_gone() {
      given(register("r: {type: long, merge: latest}", "use: {in: [x], out: [r], call: server}"))
          .when(start("/start", "a", 0), reply("/s1", "x", 1), reply("/use", "r", 5))
          .when(reply("/s2", "x", 2))
          .then(fields("0", "/a", 0, "/x", 2, "/r", 5), awaits("0", 4));
    }

    @Test
    void what_is_concluded_from_a_register_is_not_grounded_on_the_register_s_reason() {
      given(
              register(
                  "r: {type: long, merge: latest}, z: long",
                  """
                  use: {in: [x], out: [r], call: server}
                  then: {in: [r], out: [z], expr: {z: r + 1}}
                  """))
          .when(start("/start", "a", 0), reply("/s1", "x", 1), reply("/use", "r", 5))
          .when(reply("/s2", "x", 2))
          .then(fields("0", "/a", 0, "/x", 2, "/r", 5, "/z", 6));
    }

    @Test
    void what_is_just_laid_stays_though_it_replaces_its_own_reason() {
      given(
              """
              fields: {x: long}
              ops:
                start: {out: [x]}
                count: {in: [x], out: [x], when: x < 2, expr: {x: x + 1}}
              """)
          .when(start("/start", "x", 0))
          .then(live("0", "0.1", "0.1.1"), fields("0.1.1", "/x", 2))
          .then(contributions("0.1.1", "/x", "start", "1.0", "2.0"));
    }

    @Test
    void grounds_are_followed_through_values_that_are_here_no_more() {
      given(
              register(
                  "y: {type: long, merge: max}, z: long",
                  """
                  use: {in: [x], out: [y], expr: {y: x * 10}}
                  bump: {in: [y], out: [y, z], when: y == 10, expr: {y: y + 1, z: '1'}}
                  """))
          .when(start("/start", "a", 0), reply("/s1", "x", 1))
          .then(fields("0", "/a", 0, "/x", 1, "/y", 11, "/z", 1))
          .when(reply("/s2", "x", 2))
          .then(fields("0", "/a", 0, "/x", 2, "/y", 20));
    }

    /** In the fork, {@code x} is 2 as long as the register is 1. */
    private static final String COVERED =
        """
        fields:
          {a: long, x: long, r: {type: long, merge: latest}, m: {type: long, merge: latest}, y: long}
        ops:
          start: {out: [a, x]}
          s1: {in: [a], out: [r], call: server}
          s2: {in: [a], out: [r], call: server}
          cover: {in: [r], out: [x, m], call: server}
          use: {in: [x], out: [y], call: server}
        """;

    private static Play covered() {
      return given(COVERED)
          .when(start("/start", "a", 0, "x", 1), reply("/use", "y", 10))
          .when(reply("/s1", "r", 1), reply("/cover", "x", 2, "m", 0), reply("/use", "y", 20))
          .then(
              fields("0", "/a", 0, "/r", 1, "/x", 1, "/y", 10),
              fields("0.1", "/a", 0, "/r", 1, "/x", 2, "/m", 0, "/y", 20));
    }

    @Test
    void under_fork_the_old_value_comes_back_when_the_new_one_is_removed() {
      covered()
          .when(reply("/s2", "r", 2))
          .then(contributions("0.1", "/x", "start"))
          .then(fields("0.1", "/a", 0, "/r", 2, "/x", 1, "/m", 0, "/y", 10));
    }

    @Test
    void replies_to_the_old_value_are_applied_again_without_a_new_run() {
      covered()
          .when(reply("/s2", "r", 2))
          .then(
              invocations(
                  "/s1 done 0",
                  "/s2 done 0",
                  "/use done 0",
                  "/cover done 0",
                  "/use done 0.1",
                  "/cover pending 0"))
          .then(applied("0.1", 1, 2, 3));
    }
  }
}
