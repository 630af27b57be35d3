package io.madcloud.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.ScenarioOutcome.Crossed;
import io.madcloud.engine.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Section 8 of the model, rule by rule. */
final class DatacenterScenariosTest {

  private static final String FIELDS =
      """
      datacenters: [east, west]
      program:
        fields:
          a: long
          b: long
          c: long
          first: { type: long, merge: first }
          last: { type: long, merge: latest }
        ops:
          start: { out: [a] }
      """;

  private static Outcome play(String ops, String events) {
    String text = FIELDS + ops.indent(4) + "events:\n" + events.indent(2);
    ReadScenario read = ScenarioReader.read(YamlDocument.parse("scenario", text), null);
    assertThat(read.mistakes()).isEmpty();
    ScenarioRunner runner =
        new ScenarioRunner(ProgramCompiler.strict(new CelExpressions(), Map.of()));
    Compiled compiled = runner.compile(read.scenario());
    assertThat(compiled.mistakes()).isEmpty();
    return new Outcome(runner.run(read.scenario(), compiled.program()));
  }

  private record Outcome(ScenarioOutcome outcome) {

    ProcessView whole() {
      return outcome.processes().get(0);
    }

    ProcessView view(String datacenter) {
      return outcome.distribution().views().get("p").get(datacenter);
    }

    Map<String, Object> fields(String datacenter, String fieldset) {
      return view(datacenter).fieldsets().stream()
          .filter(it -> it.id().equals(fieldset))
          .findFirst()
          .orElseThrow()
          .fields();
    }

    List<String> fieldsets(String datacenter) {
      return view(datacenter).fieldsets().stream()
          .map(it -> it.closed() ? it.id() + " closed" : it.id())
          .toList();
    }

    List<String> ops(String datacenter) {
      return view(datacenter).invocations().stream()
          .filter(it -> it.datacenter() == null)
          .map(it -> it.op() + " " + it.status())
          .toList();
    }

    List<Crossed> links() {
      return outcome.distribution().links();
    }
  }

  @Nested
  class Views {

    @Test
    void hold_the_fields_that_ops_resident_there_name_and_these_cross_once() {
      Outcome outcome =
          play(
              """
              one: { in: [a], out: [b], expr: { b: "a + 1" }, at: west }
              two: { in: [b], out: [c], expr: { c: "b + 1" }, at: west }
              end: { in: [c], out: [last], expr: { last: "c" } }
              """,
              "- { notify: /start, process: p, fields: { a: 1 } }");
      assertThat(outcome.fields("east", "0")).isEqualTo(Map.of("/a", 1L, "/c", 3L, "/last", 3L));
      assertThat(outcome.fields("west", "0")).isEqualTo(Map.of("/a", 1L, "/b", 2L, "/c", 3L));
      assertThat(outcome.whole().fieldsets().get(0).fields())
          .isEqualTo(Map.of("/a", 1L, "/b", 2L, "/c", 3L, "/last", 3L));
      assertThat(outcome.links())
          .containsExactly(new Crossed("east", "west", 1, 1), new Crossed("west", "east", 1, 1));
    }

    @Test
    void of_a_process_that_concerns_one_datacenter_are_in_one() {
      Outcome outcome =
          play(
              """
              here: { in: [a], out: [b], expr: { b: "a" }, at: west }
              """,
              "- { notify: /start, process: p, at: west, fields: { a: 1 } }");
      assertThat(outcome.outcome().distribution().views().get("p")).containsOnlyKeys("west");
      assertThat(outcome.links()).isEmpty();
    }

    @Test
    void run_ops_without_a_residence_where_the_process_began() {
      Outcome outcome =
          play(
              """
              there: { in: [a], out: [b], expr: { b: "a" }, at: east }
              local: { in: [b], out: [c], expr: { c: "b" } }
              """,
              "- { notify: /start, process: p, at: west, fields: { a: 1 } }");
      assertThat(outcome.ops("east")).containsExactly("/there done");
      assertThat(outcome.ops("west")).containsExactly("/local done");
    }
  }

  @Nested
  class Forks {

    private static final String BOTH =
        """
        here: { in: [a], out: [b], expr: { b: "a" } }
        there: { in: [a], out: [b], expr: { b: "a + 1" }, at: west }
        """;

    @Test
    void are_made_away_from_home_where_the_home_could_come_to_another_value() {
      Outcome outcome = play(BOTH, "- { notify: /start, process: p, fields: { a: 1 } }");
      assertThat(outcome.fieldsets("east")).contains("0", "0.1@west");
      assertThat(outcome.fields("east", "0")).containsEntry("/b", 1L);
      assertThat(outcome.fields("west", "0")).containsEntry("/b", 1L);
      assertThat(outcome.fields("west", "0.1@west")).containsEntry("/b", 2L);
      assertThat(outcome.fieldsets("west")).isEqualTo(outcome.fieldsets("east"));
    }

    @Test
    void are_not_made_where_no_other_datacenter_can_contradict() {
      Outcome outcome =
          play(
              """
              there: { in: [a], out: [b], expr: { b: "a + 1" }, at: west }
              more: { in: [a], out: [b], expr: { b: "a + 2" }, at: west }
              """,
              "- { notify: /start, process: p, fields: { a: 1 } }");
      // The second contradicts the first, as it would at home; yet the home is another.
      assertThat(outcome.fieldsets("west")).containsExactly("0", "0.1@west");
    }

    @Test
    void replace_their_parent_everywhere() {
      Outcome outcome =
          play(
              """
              split: { in: [a], out: [b], each: "[1, 2]", expr: { b: "it" }, at: west }
              after: { in: [b], out: [c], expr: { c: "b * 10" } }
              """,
              "- { notify: /start, process: p, fields: { a: 1 } }");
      assertThat(outcome.fieldsets("east")).containsExactly("0 closed", "0.1@west", "0.2@west");
      assertThat(outcome.fields("east", "0.2@west")).containsEntry("/c", 20L);
    }
  }

  @Nested
  class Values {

    @Test
    void of_registers_are_the_latest_by_lamport_time_and_then_by_name() {
      Outcome outcome =
          play(
              """
              here: { in: [a], out: [last, first], call: s, at: east }
              there: { in: [a], out: [last, first], call: s, at: west }
              """,
              """
              - { notify: /start, process: p, fields: { a: 1 } }
              - { reply: /here, process: p, messages: [ { last: 1, first: 1 } ] }
              - { reply: /there, process: p, messages: [ { last: 2, first: 2 } ] }
              """);
      for (String datacenter : List.of("east", "west")) {
        assertThat(outcome.fields(datacenter, "0"))
            .isEqualTo(Map.of("/a", 1L, "/last", 2L, "/first", 1L));
      }
    }
  }

  @Nested
  class Ends {

    @Test
    void come_once_when_nothing_is_to_be_done_anywhere() {
      Outcome outcome =
          play(
              "ask: { in: [a], out: [b], call: s, at: west }",
              """
              - { notify: /start, process: p, fields: { a: 1 } }
              - { reply: /ask, process: p, messages: [] }
              """);
      assertThat(outcome.whole().status()).isEqualTo("quiescent");
      assertThat(outcome.whole().revision()).isEqualTo(1);
    }

    @Test
    void wait_for_other_datacenters() {
      Outcome outcome =
          play(
              "ask: { in: [a], out: [b], call: s, at: west }",
              "- { notify: /start, process: p, fields: { a: 1 } }");
      assertThat(outcome.whole().status()).isEqualTo("running");
    }

    @Test
    void by_cancelling_come_everywhere() {
      Outcome outcome =
          play(
              "ask: { in: [a], out: [b], call: s, at: west }",
              """
              - { notify: /start, process: p, fields: { a: 1 } }
              - { cancel: p, at: west }
              """);
      assertThat(outcome.view("east").status()).isEqualTo("cancelled");
      assertThat(outcome.view("west").status()).isEqualTo("cancelled");
      assertThat(outcome.whole().revision()).isEqualTo(1);
    }

    @Test
    void come_from_a_view_that_caught_up_behind_the_origin_s_back() {
      Outcome outcome =
          play(
              "ask: { in: [a], out: [b], expr: { b: \"a\" }, at: west }",
              """
              - { notify: /start, process: p, fields: { a: 1 } }
              - { declare: { ops: { late: { in: [a], call: s, at: west, catch-up: true, supervise: { attempts: 1, on-failure: fail-process } } } }, at: west }
              - { fail: /late, process: p, error: boom, at: west }
              """);
      assertThat(outcome.view("west").status()).isEqualTo("failed");
      assertThat(outcome.view("east").status()).isEqualTo("failed");
      assertThat(outcome.whole().revision()).isEqualTo(2);
    }
  }

  @Nested
  class Moves {

    private static final String AT_WEST =
        """
        ask: { in: [a], out: [b], call: s, at: west }
        use: { in: [b], out: [c], expr: { c: "b * 10" } }
        """;

    private static final String TO_EAST =
        "- { declare: { ops: { ask: { in: [a], out: [b], call: s, at: east } } } }\n";

    @Test
    void fire_what_was_not_answered_where_the_op_is_now_and_recognise_what_comes_late() {
      Outcome outcome =
          play(
              AT_WEST,
              "- { notify: /start, process: p, fields: { a: 1 } }\n"
                  + TO_EAST
                  + """
                  - { reply: /ask, process: p, at: east, messages: [ { b: 5 } ] }
                  - { reply: /ask, process: p, at: west, messages: [ { b: 7 } ] }
                  """);
      assertThat(outcome.ops("east")).containsExactly("/ask done", "/use done");
      assertThat(outcome.fieldsets("east")).containsExactly("0");
      assertThat(outcome.fields("east", "0")).isEqualTo(Map.of("/a", 1L, "/b", 5L, "/c", 50L));
      assertThat(outcome.fields("west", "0")).containsEntry("/a", 1L).doesNotContainEntry("/b", 7L);
    }

    @Test
    void do_not_run_again_what_was_answered() {
      Outcome outcome =
          play(
              AT_WEST,
              """
              - { notify: /start, process: p, fields: { a: 1 } }
              - { reply: /ask, process: p, messages: [ { b: 5 } ] }
              """
                  + TO_EAST);
      assertThat(outcome.ops("east")).containsExactly("/use done");
      assertThat(outcome.fields("east", "0")).containsEntry("/b", 5L);
    }

    private static final String PARTLY =
        """
        ask: { in: [a], out: [b, last], expr: { b: "a", last: "a" }, at: west }
        wait: { in: [last], out: [first], call: s, at: west }
        use: { in: [b], out: [c], expr: { c: "b" } }
        """;

    private static final String PARTLY_TO_EAST =
        "- { declare: { ops: { ask: { in: [a], out: [b, last], expr: { b: 'a * 2', last: a }, at:"
            + " east }, wait: { in: [last], out: [first], call: s, at: east } } }, at: east }\n";

    @Test
    void run_again_where_only_a_part_of_the_reply_had_crossed() {
      checkRunAgain("- { notify: /start, process: p, fields: { a: 1 } }\n" + PARTLY_TO_EAST);
    }

    @Test
    void are_moves_when_an_op_is_removed_and_declared_elsewhere_later() {
      checkRunAgain(
          """
          - { notify: /start, process: p, fields: { a: 1 } }
          - { remove: /ask, at: east }
          """
              + PARTLY_TO_EAST);
    }

    private void checkRunAgain(String events) {
      Outcome outcome = play(PARTLY, events);
      assertThat(outcome.ops("east"))
          .containsExactly("/use done", "/ask done", "/use done", "/wait pending");
      assertThat(outcome.fields("east", "0")).containsEntry("/b", 2L).containsEntry("/c", 2L);
    }

    @Test
    void are_respected_where_the_program_is_not_met_yet_by_which_they_were_made() {
      Outcome outcome =
          play(
              """
              step: { in: [a], out: [b], call: s, at: west }
              ask: { in: [b], out: [c, last], expr: { c: "b", last: "b" }, at: east }
              use: { in: [b, c], out: [first], expr: { first: "b + c" }, at: east }
              """,
              """
              - { notify: /start, process: p, fields: { a: 1 } }
              - { declare: { ops: { ask: { in: [b], out: [c, last], expr: { c: "b", last: "b" }, at: west } } }, at: west }
              - { reply: /step, process: p, messages: [ { b: 1 } ] }
              """);
      assertThat(outcome.ops("west")).containsExactly("/step done", "/ask done");
      assertThat(outcome.ops("east")).containsExactly("/use done");
    }
  }

  @Test
  void what_is_not_declared_in_a_datacenter_yet_waits_there() {
    String declared =
        "{ fields: { d: long }, ops: { s2: { in: [a], out: [d], expr: { d: \"a\" } },";
    String more = declared + " t2: { in: [d], out: [b], expr: { b: \"d\" }, at: west } } }";
    Outcome early =
        play(
            "ask: { in: [a], call: s }",
            "- { declare: %s, at: east }\n- { notify: /start, process: p, fields: { a: 1 } }\n"
                .formatted(more));
    assertThat(early.fields("west", "0")).isEmpty();
    Outcome late =
        play(
            "ask: { in: [a], call: s }",
            "- { declare: %s, at: east }\n- { notify: /start, process: p, fields: { a: 1 } }\n- { declare: %s, at: west }\n"
                .formatted(more, more));
    assertThat(late.fields("west", "0")).isEqualTo(Map.of("/d", 1L, "/b", 1L));
  }
}
