package io.madcloud.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.check.Difference.ChangedOp;
import io.madcloud.engine.check.Difference.ChangedServer;
import io.madcloud.engine.check.Difference.ImpossibleOp;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import org.junit.jupiter.api.Test;

/** What a change of a program adds, changes, removes and makes impossible. */
final class DifferenceTest {

  private static final Program BEFORE =
      Checking.program(
          """
          fields: { a: long, b: long, c: long, e: map<string> }
          ops:
            start: { out: [a] }
            p: { in: [a], out: [b], call: s }
            q: { in: [b], out: [c], call: s }
            r: { in: [c], call: s }
            never: { in: [e], call: s }
          """);

  @Test
  void the_same_program_is_no_change() {
    Difference difference = Difference.between(BEFORE, BEFORE);
    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference.impossible()).isEmpty();
  }

  @Test
  void what_is_declared_first_is_added() {
    Difference difference = Difference.between(Program.EMPTY, BEFORE);
    assertThat(difference.isEmpty()).isFalse();
    assertThat(difference.added())
        .extracting(Op::path)
        .containsExactly("/never", "/p", "/q", "/r", "/start");
    assertThat(difference.newFields())
        .extracting(Field::path)
        .containsExactly("/a", "/b", "/c", "/e");
    assertThat(difference.changed()).isEmpty();
    assertThat(difference.impossible()).isEmpty();
  }

  @Test
  void a_changed_op_names_what_is_different() {
    Program after =
        changed(
            """
            fields: { d: long, e: map<string> }
            ops:
              p:
                { in: [{ x: /a }], mask: [/c], out: [{ y: /b }, d], expr: { y: x }, each: "[x]",
                  when: x > 1, fail: e, catch-up: true, supervise: { attempts: 1 }, at: here,
                  version: "2", doc: more, masked: drop }
              q: { in: [/b], out: [/c], call: s }
              r: { in: [/c], topic: t }
              start: { out: [/a], topic: t, process-id: a, returns: [/a] }
            """);
    Difference difference = Difference.between(BEFORE, after);
    assertThat(difference.changed())
        .extracting(ChangedOp::after)
        .extracting(Op::path)
        .containsExactly("/p", "/r", "/start");
    assertThat(difference.changed())
        .extracting(ChangedOp::parts)
        .satisfiesExactly(
            parts ->
                assertThat(parts)
                    .containsExactly(
                        "in",
                        "mask",
                        "out",
                        "expr",
                        "each",
                        "when",
                        "call",
                        "fail",
                        "masked",
                        "catch-up",
                        "supervise",
                        "at",
                        "version",
                        "doc"),
            parts -> assertThat(parts).containsExactly("call", "topic"),
            parts -> assertThat(parts).containsExactly("topic", "process-id", "returns"));
    assertThat(difference.newFields()).extracting(Field::path).containsExactly("/d");
  }

  @Test
  void another_place_in_the_source_is_no_change() {
    Program after = changed("# moved\n\nops:\n  p: { in: [/a], out: [/b], call: s }\n");
    assertThat(Difference.between(BEFORE, after).isEmpty()).isTrue();
  }

  @Test
  void other_words_about_a_field_are_a_change() {
    Program after = changed("fields: { a: { type: long, doc: the first }, b: long }");
    Difference difference = Difference.between(BEFORE, after);
    assertThat(difference.rewordedFields()).extracting(Field::path).containsExactly("/a");
    assertThat(difference.isEmpty()).isFalse();
  }

  @Test
  void what_a_removal_makes_impossible_is_named_with_its_reason() {
    Difference difference = Difference.between(BEFORE, BEFORE.without(2, "/p"));
    assertThat(difference.removed()).extracting(Op::path).containsExactly("/p");
    assertThat(difference.impossible())
        .extracting(ImpossibleOp::op)
        .extracting(Op::path)
        .containsExactly("/q", "/r");
    assertThat(difference.impossible())
        .extracting(ImpossibleOp::reason)
        .containsExactly(
            "nothing produces its input /b",
            "its input /c comes of /q alone, which can never happen: nothing produces its input"
                + " /b");
  }

  @Test
  void what_a_changed_mask_makes_impossible_is_named() {
    Program after =
        changed(
            "ops: { p: { in: [/a], mask: [/b], out: [/b], call: s },"
                + " q: { in: [/b], mask: [/a], out: [/c], call: s } }");
    assertThat(Difference.between(BEFORE, after).impossible())
        .extracting(ImpossibleOp::reason)
        .first()
        .asString()
        .contains("its mask /a is set by every notification that leads to it: /start");
  }

  private static Program changed(String yaml) {
    return Checking.declare(BEFORE, yaml).program();
  }

  @Test
  void limits_of_servers_are_compared() {
    Program limited =
        changed("servers: { s: { in-flight: 5 }, t: { in-flight: 1 }, u: { in-flight: none } }");
    Difference declared = Difference.between(BEFORE, limited);
    assertThat(declared.isEmpty()).isFalse();
    assertThat(declared.servers())
        .containsExactly(new ChangedServer("s", null, 5), new ChangedServer("t", null, 1));
    Program later =
        Checking.declare(limited, "servers: { s: { in-flight: 6 }, t: { in-flight: none } }")
            .program();
    assertThat(Difference.between(limited, later).servers())
        .containsExactly(new ChangedServer("s", 5, 6), new ChangedServer("t", 1, null));
    assertThat(Difference.between(later, later).isEmpty()).isTrue();
  }
}
