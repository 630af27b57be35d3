package io.madcloud.engine.yaml;

import static io.madcloud.engine.yaml.Loading.declared;
import static io.madcloud.engine.yaml.Loading.mistakes;
import static io.madcloud.engine.yaml.Loading.program;
import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclaringTest {

  private static final Program BASE =
      program(
          """
          fields: { a: long, b: { type: long, merge: max }, w: string }
          ops:
            same: { in: [a], out: [b], expr: { b: a } }
            changed: { in: [a], out: [b], expr: { b: a } }
          """);

  @Test
  void rejectsARedeclarationWithAnotherTypeOrMerge() {
    assertThat(mistakes(BASE, "fields:\n  a: string\n  b: long\n  c: long\n"))
        .containsExactly(
            "p.yaml:2: /a: Expected type long and merge fork as the field was declared before,"
                + " but found type string and merge fork",
            "p.yaml:3: /b: Expected type long and merge max as the field was declared before,"
                + " but found type long and merge fork");
  }

  @Test
  void rejectsOneFieldDeclaredInTwoWaysAtOnce() {
    assertThat(mistakes(Program.EMPTY, "fields: { a: long }", "fields: { a: string }"))
        .containsExactly(
            "p2.yaml:1: /a: Expected type long and merge fork as the field was declared before,"
                + " but found type string and merge fork");
  }

  @Test
  void keepsTheFieldThatIsDeclaredAgain() {
    Program program = declared(BASE, "fields: { a: long }\nops: { o: { in: [a], call: s } }");
    assertThat(program.field("/a")).isSameAs(BASE.field("/a"));
    assertThat(program.fieldCount()).isEqualTo(BASE.fieldCount());
  }

  @Test
  void letsOpsReferToTheFirstFieldWhateverIsSaidAboutItLater() {
    Program program =
        declared(
            BASE,
            "fields: { a: { type: long, doc: now with words, sensitive: true } }\n"
                + "ops: { o: { in: [a], call: s } }");
    assertThat(program.field("/a").doc()).isEqualTo("now with words");
    assertThat(program.field("/a").sensitive()).isTrue();
    assertThat(program.op("/o").in().get(0).field()).isSameAs(BASE.op("/same").in().get(0).field());
  }

  @Test
  void keepsAnOpWhoseDeclarationDidNotChange() {
    Program program =
        declared(
            BASE,
            """
            ops:

              # moved to other lines
              changed: { in: [a], out: [b], expr: { b: a + 1 } }
              same: { in: [a], out: [b], expr: { b: a } }
            """);
    assertThat(program.op("/same")).isSameAs(BASE.op("/same"));
    Op changed = program.op("/changed");
    assertThat(changed).isNotSameAs(BASE.op("/changed"));
    assertThat(changed.number()).isEqualTo(BASE.opCount());
    assertThat(program.op(BASE.op("/changed").number())).isSameAs(BASE.op("/changed"));
    assertThat(program.opCount()).isEqualTo(BASE.opCount() + 1);
    assertThat(program.revision()).isEqualTo(BASE.revision() + 1);
  }

  @Test
  void changesNothingWhenThereIsAMistake() {
    Compiled compiled = Loading.load(BASE, "fields: { z: long }\nops: { o: { in: [a] } }");
    assertThat(compiled.program()).isNull();
    assertThat(compiled.isValid()).isFalse();
    assertThat(BASE.field("/z")).isNull();
  }

  @Test
  void givesAnAbsentPluginAFailingFunctionWhenTheLogIsFolded() throws Exception {
    String yaml =
        "ops:\n  o: { in: [a], plugin: absent }\n  p: { in: [a], plugin: picky, with: { x: 1 } }";
    ReadProgram read = ProgramReader.read(List.of(YamlDocument.parse("p.yaml", yaml)), BASE);
    Compiled compiled =
        ProgramCompiler.lenient(new CelExpressions(), Loading.PLUGINS)
            .compile(read.declaration(), BASE, 9);
    assertThat(compiled.mistakes()).isEmpty();
    assertThat(run(compiled.program().op("/o")))
        .isEqualTo(OpReply.failure("Expected plugin 'absent' on this engine, but it has picky"));
    assertThat(run(compiled.program().op("/p")))
        .isEqualTo(
            OpReply.failure(
                "Expected what plugin 'picky' takes, but it refuses its configuration:"
                    + " Expected 'size', but found [x]"));
  }

  @Test
  void checksThePluginOfAnUnchangedOpAsWell() throws Exception {
    String yaml = "ops:\n  o: { in: [a], plugin: absent }\n";
    YamlDocument document = YamlDocument.parse("p.yaml", yaml);
    Program folded =
        ProgramCompiler.lenient(new CelExpressions(), Map.of())
            .compile(ProgramReader.read(List.of(document), BASE).declaration(), BASE, 9)
            .program();
    assertThat(mistakes(folded, yaml))
        .containsExactly(
            "p.yaml:2: /o.plugin: Expected plugin 'absent' on this engine, but it has picky");
  }

  private static OpReply run(Op op) throws Exception {
    return ((Action.Plugin) op.action()).function().call(new OpCall(Map.of(), "p", 1, 1, 60_000));
  }

  @Test
  void limitsServersUntilSomethingElseIsSaidOfThem() {
    Program program =
        declared(BASE, "servers: { a.b: { in-flight: 100 }, c: { in-flight: 99999999999 } }");
    assertThat(program.inFlight("a.b")).isEqualTo(100);
    assertThat(program.limitedServers())
        .containsExactly(Map.entry("a.b", 100), Map.entry("c", Integer.MAX_VALUE));
    assertThat(program.inFlight("d")).isNull();
    assertThat(BASE.inFlight("a.b")).isNull();

    Program later = declared(program, "servers: { a.b: { in-flight: none } }\nfields: { n: long }");
    assertThat(later.inFlight("a.b")).isNull();
    assertThat(later.inFlight("c")).isEqualTo(Integer.MAX_VALUE);
    assertThat(later.without(9, "/same").inFlight("c")).isEqualTo(Integer.MAX_VALUE);
    assertThat(program.inFlight("a.b")).isEqualTo(100);
  }

  @Test
  void rejectsTwoLimitsOfOneServerAtOnce() {
    assertThat(
            mistakes(
                BASE,
                "servers: { s: { in-flight: 1 }, t: { in-flight: 2 } }",
                "servers:\n  t: { in-flight: 2 }\n  s: { in-flight: none }"))
        .containsExactly(
            "p2.yaml:3: servers.s: Expected one limit for server s, but there is another at"
                + " p.yaml:1: servers.s");
  }
}
