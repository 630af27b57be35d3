package io.madcloud.engine;

import static io.madcloud.engine.Events.fail;
import static io.madcloud.engine.Events.remove;
import static io.madcloud.engine.Events.reply;
import static io.madcloud.engine.Events.replyNothing;
import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Expectations.fields;
import static io.madcloud.engine.Expectations.invocations;
import static io.madcloud.engine.Expectations.live;
import static io.madcloud.engine.Expectations.stale;
import static io.madcloud.engine.Play.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is missing for now: rule 4 of Lay. */
final class StaleRulesTest {

  /** The price of what is ordered is quoted anew when the order changes. */
  private static Play ordered(String... ops) {
    return given(
            """
            fields:
              {a: long, order: {type: long, merge: latest}, price: long, total: long, late: long}
            ops:
              start: {out: [a]}
              order1: {in: [a], out: [order], call: server}
              order2: {in: [a], out: [order], call: server}
              quote: {in: [order], out: [price], supervise: {attempts: 1}, call: server}
              later: {in: [a], out: [late], call: server}
            """
                + String.join("\n", ops).indent(2))
        .when(start("/start", "a", 0), reply("/order1", "order", 1), reply("/quote", "price", 5));
  }

  @Nested
  final class Lay4Stale {

    @Test
    void a_field_that_lost_its_contributions_is_not_shown_and_masks() {
      ordered("rush: {in: [late], mask: [price], out: [total], expr: {total: '0'}}")
          .when(reply("/order2", "order", 2), reply("/later", "late", 1))
          .then(fields("0", "/a", 0, "/order", 2, "/late", 1), stale("0", "/price"));
    }

    @Test
    void it_satisfies_no_input() {
      ordered("sum: {in: [price, late], out: [total], expr: {total: price + late}}")
          .when(reply("/order2", "order", 2), reply("/later", "late", 1))
          .then(fields("0", "/a", 0, "/order", 2, "/late", 1));
    }

    @Test
    void it_does_not_mask_an_op_that_can_produce_it() {
      ordered("guess: {in: [late], mask: [price], out: [price], expr: {price: '99'}}")
          .when(reply("/order2", "order", 2), reply("/later", "late", 1))
          .then(fields("0", "/a", 0, "/order", 2, "/late", 1, "/price", 99));
    }

    @Test
    void it_overlaps_with_nothing() {
      ordered()
          .when(reply("/order2", "order", 2), reply("/quote", "price", 7))
          .then(live("0"), fields("0", "/a", 0, "/order", 2, "/price", 7), stale("0"));
    }

    @Test
    void it_is_dropped_when_what_was_awaited_does_not_restore_it() {
      ordered("rush: {in: [late], mask: [price], out: [total], expr: {total: '0'}}")
          .when(reply("/order2", "order", 2), reply("/later", "late", 1), replyNothing("/quote"))
          .then(fields("0", "/a", 0, "/order", 2, "/late", 1, "/total", 0), stale("0"));
    }

    @Test
    void it_is_dropped_when_what_was_awaited_fails() {
      ordered()
          .when(reply("/order2", "order", 2), fail("/quote", "closed"))
          .then(fields("0", "/a", 0, "/order", 2), stale("0"));
    }

    @Test
    void it_stays_while_an_op_can_restore_it_by_failing() {
      given(
              """
              fields:
                {a: long, x: {type: long, merge: latest}, y: long, oops: map<string>}
              ops:
                start: {out: [a]}
                s1: {in: [a], out: [x], call: server}
                s2: {in: [a], out: [x], call: server}
                use: {in: [x], out: [y], fail: oops, supervise: {attempts: 1}, call: server}
              """)
          .when(start("/start", "a", 0), reply("/s1", "x", 1), fail("/use", "boom"))
          .when(reply("/s2", "x", 2))
          .then(stale("0", "/oops"));
    }

    @Test
    void it_stays_while_its_op_has_stale_inputs_that_can_be_restored() {
      ordered(
              "sum: {in: [price], out: [total], call: server}",
              "rush: {in: [late], mask: [total], out: [a], expr: {a: '1'}}")
          .when(reply("/sum", "total", 6), reply("/order2", "order", 2))
          .then(stale("0", "/price", "/total"))
          .when(reply("/later", "late", 1))
          .then(live("0"), fields("0", "/a", 0, "/order", 2, "/late", 1));
    }

    @Test
    void a_cycle_restores_nothing() {
      ordered(
              "there: {in: [price], out: [total], expr: {total: price}}",
              "back: {in: [total], out: [price], expr: {price: total}}")
          .when(reply("/order2", "order", 2))
          .then(stale("0", "/price", "/total"))
          .when(replyNothing("/quote"))
          .then(fields("0", "/a", 0, "/order", 2), stale("0"));
    }

    @Test
    void masks_do_not_matter_to_what_may_be_restored_by_way_of_stale_inputs() {
      ordered("sum: {in: [price], mask: [late], out: [total], call: server}")
          .when(reply("/sum", "total", 6), reply("/later", "late", 1))
          .when(reply("/order2", "order", 2))
          .then(stale("0", "/price", "/total"));
    }

    @Test
    void it_is_dropped_when_the_op_that_would_restore_it_is_removed() {
      ordered("sum: {in: [price], out: [total], call: server}")
          .when(reply("/sum", "total", 6), reply("/order2", "order", 2), remove("/sum"))
          .then(stale("0", "/price"));
    }

    @Test
    void it_stays_while_a_reply_of_a_removed_op_is_awaited() {
      ordered()
          .when(reply("/order2", "order", 2), remove("/quote"))
          .then(stale("0", "/price"))
          .when(reply("/quote", "price", 7))
          .then(fields("0", "/a", 0, "/order", 2, "/price", 7))
          .then(
              invocations(
                  "/later pending 0",
                  "/order1 done 0",
                  "/order2 done 0",
                  "/quote done 0",
                  "/quote done 0"));
    }
  }
}
