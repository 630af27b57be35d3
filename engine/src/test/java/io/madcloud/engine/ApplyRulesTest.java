package io.madcloud.engine;

import static io.madcloud.engine.Events.message;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyAll;
import static io.madcloud.engine.Events.replyNothing;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.applied;
import static io.madcloud.engine.Expectations.awaits;
import static io.madcloud.engine.Expectations.contributions;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.identity;
import static io.madcloud.engine.Expectations.live;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a reply does to a fieldset, and when two become one: section 4 of the model. */
final class ApplyRulesTest {

  @Nested
  final class Apply {

    private static final String ASK =
        """
        fields: {a: long, b: long, c: {type: long, merge: max}, d: long}
        ops:
          start: {out: [a, b, c]}
          ask: {in: [a], out: [b, c], call: server}
          wait: {in: [a], out: [d], call: server}
        """;

    @Test
    void no_message_changes_nothing_but_memory() {
      given(ASK)
          .when(start("/start", "a", 1), replyNothing("/ask"))
          .then(fields("0", "/a", 1), applied("0", 1), awaits("0", 2));
    }

    @Test
    void one_message_without_overlap_is_laid_over() {
      given(ASK)
          .when(start("/start", "a", 1), reply("/ask", "b", 2))
          .then(live("0"), fields("0", "/a", 1, "/b", 2));
    }

    @Test
    void an_equal_value_does_not_overlap() {
      given(ASK)
          .when(start("/start", "a", 1, "b", 2), reply("/ask", "b", 2))
          .then(live("0"), fields("0", "/a", 1, "/b", 2), identity("0", "/b", "start"));
    }

    @Test
    void a_field_of_another_policy_does_not_overlap() {
      given(ASK)
          .when(start("/start", "a", 1, "c", 2), reply("/ask", "c", 3))
          .then(live("0"), fields("0", "/a", 1, "/c", 3));
    }

    @Test
    void one_message_with_overlap_forks_and_the_fieldset_lives_on() {
      given(ASK)
          .when(start("/start", "a", 1, "b", 2), reply("/ask", "b", 3))
          .then(live("0", "0.1"), fields("0", "/a", 1, "/b", 2), fields("0.1", "/a", 1, "/b", 3));
    }

    @Test
    void several_messages_without_overlap_replace_the_fieldset() {
      given(ASK)
          .when(
              start("/start", "a", 1),
              replyAll("/ask", message("b", 2), message("b", 3), message()))
          .then(
              live("0.1", "0.2", "0.3"),
              fields("0", new Object[0]),
              fields("0.1", "/a", 1, "/b", 2),
              fields("0.2", "/a", 1, "/b", 3),
              fields("0.3", "/a", 1));
    }

    @Test
    void several_messages_of_which_one_overlaps_leave_the_fieldset_alive() {
      given(ASK)
          .when(start("/start", "a", 1, "b", 2), replyAll("/ask", message("b", 2), message("b", 3)))
          .then(live("0", "0.2"), fields("0", "/a", 1, "/b", 2));
    }

    @Test
    void a_fork_has_the_memory_of_its_fieldset() {
      given(ASK)
          .when(start("/start", "a", 1, "b", 2), reply("/ask", "b", 3))
          .then(applied("0", 1), awaits("0", 2), applied("0.1", 1), awaits("0.1", 2));
    }

    @Test
    void a_reply_is_applied_to_all_that_await_it_in_order_of_creation() {
      given(ASK)
          .when(
              start("/start", "a", 1, "b", 2),
              reply("/ask", "b", 3),
              replyAll("/wait", message("d", 1), message("d", 2)))
          .then(live("0.2", "0.3", "0.1.1", "0.1.2"))
          .then(fields("0.1.2", "/a", 1, "/b", 3, "/d", 2));
    }
  }

  @Nested
  final class Twins {

    private static final String REGISTER =
        """
        fields: {a: long, r: {type: long, merge: latest}, m: %s, x: long}
        ops:
          start: {out: [a]}
          offer: {in: [a], out: [r, m], call: server}
          settle: {in: [a], out: [r, m], call: server}
          use: {in: [r], out: [x], call: server}
        """;

    private static Play alternatives(String policy) {
      return given(REGISTER.formatted(policy))
          .when(
              start("/start", "a", 1),
              replyAll("/offer", message("r", 1, "m", 1), message("r", 2, "m", 2)));
    }

    @Test
    void the_later_of_two_fieldsets_with_the_same_identities_is_closed() {
      alternatives("{type: long, merge: latest}")
          .when(reply("/settle", "r", 5, "m", 9))
          .then(live("0.1"), fields("0.1", "/a", 1, "/r", 5, "/m", 9));
    }

    @Test
    void equal_values_of_different_identity_make_no_twins() {
      given(REGISTER.formatted("long"))
          .when(start("/start", "a", 1), replyAll("/offer", message("r", 1), message("r", 1)))
          .then(live("0.1", "0.2"));
    }

    private static final String SIDE =
        """
        fields:
          a: long
          r: {type: long, merge: latest}
          m: {type: long, merge: latest}
          late: long
          y: long
        ops:
          start: {out: [a]}
          later: {in: [a], out: [late], call: server}
          offer: {in: [a], out: [r, m], call: server}
          settle: {in: [a], out: [r, m], call: server}
          side: {in: [late], mask: [m], out: [y], call: server}
        """;

    /** {@code side} was fired on the later of two alternatives alone. */
    private static Play sided() {
      return given(SIDE)
          .when(start("/start", "a", 1))
          .when(replyAll("/offer", message("r", 1, "m", 1), message("r", 2)))
          .when(reply("/later", "late", 0))
          .then(awaits("0.1", 3), awaits("0.2", 3, 4));
    }

    @Test
    void what_was_applied_to_the_later_counts_as_applied_to_the_other() {
      sided()
          .when(replyNothing("/side"), reply("/settle", "r", 5, "m", 9))
          .then(live("0.1"), applied("0.1", 1, 2, 3, 4));
    }

    @Test
    void what_the_later_awaits_the_other_awaits() {
      sided()
          .when(reply("/settle", "r", 5, "m", 9))
          .then(live("0.1"), awaits("0.1", 4))
          .when(reply("/side", "y", 7))
          .then(fields("0.1", "/a", 1, "/r", 5, "/m", 9, "/late", 0, "/y", 7));
    }

    @Test
    void contributions_that_the_other_lacks_go_behind_its_own() {
      alternatives("{type: long, merge: max}")
          .when(reply("/settle", "r", 5, "m", 9))
          .then(live("0.1"), contributions("0.1", "/m", "1.0", "2.0", "1.1"))
          .then(identity("0.1", "/m", "2.0"));
    }

    @Test
    void under_fork_contributions_of_another_value_go_before_its_own() {
      alternatives("long")
          .when(reply("/settle", "r", 5, "m", 9))
          .then(live("0.1", "0.2", "0.1.1"))
          .then(contributions("0.1.1", "/m", "1.1", "1.0", "2.0"))
          .then(identity("0.1.1", "/m", "2.0"));
    }
  }
}
