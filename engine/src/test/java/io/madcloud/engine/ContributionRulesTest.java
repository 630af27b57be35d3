package io.madcloud.engine;

import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.contributions;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.identity;
import static io.madcloud.engine.Expectations.live;
import static io.madcloud.engine.Play.given;

import io.madcloud.engine.Play.Event;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each merge policy makes of contributions: rule 1 of Lay and the table of section 3. */
final class ContributionRulesTest {

  @Nested
  final class Lay1Contributions {

    /** Three calls contribute to {@code x}, in the order in which they are replied to. */
    private static Play contributing(String type, Object... values) {
      Play play =
          given(
              """
              fields: {a: long, x: %s}
              ops:
                start: {out: [a]}
                q1: {in: [a], out: [x], call: server}
                q2: {in: [a], out: [x], call: server}
                q3: {in: [a], out: [x], call: server}
              """
                  .formatted(type));
      play.when(start("/start", "a", 0));
      for (int index = 0; index < values.length; index++) {
        Event event = reply("/q" + (index + 1), "x", values[index]);
        play.when(event);
      }
      return play;
    }

    @Test
    void fork_has_the_newest_value_shaped_by_the_first_of_the_run_of_equals() {
      contributing("long", 1, 2, 2)
          .then(live("0", "0.1", "0.2"), fields("0.1", "/a", 0, "/x", 2))
          .then(contributions("0.1", "/x", "1.0", "2.0", "3.0"), identity("0.1", "/x", "2.0"));
    }

    @Test
    void fork_starts_a_new_run_when_an_older_value_is_contributed_again() {
      contributing("long", 1, 2, 1).then(identity("0.1.1", "/x", "3.0"));
    }

    @Test
    void first_has_the_first_value_and_later_ones_do_not_fork() {
      contributing("{type: long, merge: first}", 1, 2)
          .then(live("0"), fields("0", "/a", 0, "/x", 1), identity("0", "/x", "1.0"))
          .then(contributions("0", "/x", "1.0", "2.0"));
    }

    @Test
    void latest_has_the_newest_value_and_forgets_older_ones() {
      contributing("{type: long, merge: latest}", 1, 2)
          .then(live("0"), fields("0", "/a", 0, "/x", 2), identity("0", "/x", "2.0"))
          .then(contributions("0", "/x", "2.0"));
    }

    @Test
    void latest_does_not_add_an_equal_value() {
      contributing("{type: long, merge: latest}", 1, 1).then(contributions("0", "/x", "1.0"));
    }

    @Test
    void max_has_the_greatest_shaped_by_the_first_that_has_it() {
      contributing("{type: long, merge: max}", 1, 3, 3)
          .then(live("0"), fields("0", "/a", 0, "/x", 3), identity("0", "/x", "2.0"));
    }

    @Test
    void max_of_strings_goes_by_code_points() {
      contributing("{type: string, merge: max}", "\uff5e", "\ud834\udd1e")
          .then(fields("0", "/a", 0, "/x", "\ud834\udd1e"), identity("0", "/x", "2.0"));
    }

    @Test
    void min_has_the_least_shaped_by_the_first_that_has_it() {
      contributing("{type: double, merge: min}", 2.5, 1, 1)
          .then(live("0"), fields("0", "/a", 0, "/x", 1.0), identity("0", "/x", "2.0"));
    }

    @Test
    void union_has_the_elements_of_all_shaped_by_the_first_and_who_added_one() {
      contributing("{type: list<long>, merge: union}", List.of(1, 2), List.of(2), List.of(3, 1))
          .then(live("0"), fields("0", "/a", 0, "/x", List.of(1L, 2L, 3L)))
          .then(identity("0", "/x", "1.0", "3.0"));
    }

    @Test
    void union_is_shaped_by_the_first_even_when_it_is_empty() {
      contributing("{type: list<long>, merge: union}", List.of(), List.of(), List.of(1, 1))
          .then(fields("0", "/a", 0, "/x", List.of(1L)), identity("0", "/x", "1.0", "3.0"));
    }

    @Test
    void sum_has_the_sum_shaped_by_all() {
      contributing("{type: long, merge: sum}", 1, 2, 3)
          .then(live("0"), fields("0", "/a", 0, "/x", 6))
          .then(identity("0", "/x", "1.0", "2.0", "3.0"));
    }

    @Test
    void sum_of_longs_stops_at_its_bounds_after_all_were_added() {
      contributing("{type: long, merge: sum}", Long.MAX_VALUE, Long.MAX_VALUE, -1)
          .then(fields("0", "/a", 0, "/x", Long.MAX_VALUE));
    }

    @Test
    void sum_of_doubles_adds() {
      contributing("{type: double, merge: sum}", 0.5, 1, 0.25)
          .then(fields("0", "/a", 0, "/x", 1.75));
    }
  }
}
