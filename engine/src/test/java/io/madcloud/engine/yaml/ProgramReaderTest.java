package io.madcloud.engine.yaml;

import static io.madcloud.engine.yaml.Loading.declared;
import static io.madcloud.engine.yaml.Loading.mistakes;
import static io.madcloud.engine.yaml.Loading.program;
import static io.madcloud.engine.yaml.Loading.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Supervision;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramReaderTest {

  private static final String SIMPLE_SYNC =
      """
      mount: /sync
      fields:
        update: string
      templates:
        system:
          fields:
            SYS: boolean
          ops:
            produce-update: { out: [SYS, update], expr: { SYS: "true" } }
            consume-update: { in: [update], mask: [SYS], out: [SYS], expr: { SYS: "true" } }
      folders:
        system1: { template: system }
        system2: { template: system }
      """;

  private static List<String> fields(List<SlotSpec> slots) {
    return slots.stream().map(SlotSpec::field).collect(Collectors.toList());
  }

  @Test
  void copiesATemplateIntoEachFolderThatNamesIt() {
    Program program = program(SIMPLE_SYNC);
    assertThat(program.fields())
        .containsOnlyKeys("/sync/update", "/sync/system1/SYS", "/sync/system2/SYS");
    assertThat(program.ops())
        .containsOnlyKeys(
            "/sync/system1/consume-update",
            "/sync/system1/produce-update",
            "/sync/system2/consume-update",
            "/sync/system2/produce-update");
    OpSpec consume = spec(program, "/sync/system2/consume-update");
    assertThat(consume.in()).containsExactly(new SlotSpec("update", "/sync/update"));
    assertThat(consume.mask()).containsExactly(new SlotSpec("SYS", "/sync/system2/SYS"));
    assertThat(consume.place().line()).isEqualTo(10);
  }

  @Test
  void laysTheKeysBesideATemplateOverItsCopy() {
    Program program =
        program(
            """
            fields: { x: long }
            templates:
              t:
                fields: { a: long, b: { type: long, merge: first } }
                ops:
                  kept: { in: [x], call: one }
                  replaced: { in: [x], call: one, when: x > 1 }
                folders:
                  inner: { ops: { kept: { in: [b], call: one } } }
                at: north
                supervise: { attempts: 7, backoff: 1s }
            folders:
              f:
                template: t
                fields: { b: string, c: long }
                ops:
                  replaced: { in: [c], call: two }
                  added: { in: [b], call: two }
                folders:
                  inner: { ops: { added: { in: [c], call: two } } }
                supervise: { attempts: 1 }
            """);
    assertThat(program.ops())
        .containsOnlyKeys("/f/added", "/f/inner/added", "/f/inner/kept", "/f/kept", "/f/replaced");
    assertThat(program.field("/f/b").type()).isEqualTo(FieldType.STRING);
    assertThat(program.field("/f/b").merge()).isEqualTo(Merge.FORK);
    assertThat(spec(program, "/f/replaced").when()).isNull();
    assertThat(fields(spec(program, "/f/replaced").in())).containsExactly("/f/c");
    assertThat(spec(program, "/f/kept").at()).isEqualTo("north");
    assertThat(spec(program, "/f/inner/kept").supervision())
        .isEqualTo(new Supervision(1, 1_000, 10_000, 60_000));
  }

  @Test
  void copiesTheNearestTemplateAlsoInsideTemplates() {
    Program program =
        program(
            """
            fields: { x: long }
            templates:
              leaf: { ops: { far: { in: [x], call: s } } }
              pair: { folders: { one: { template: leaf }, two: { template: leaf } } }
            folders:
              a: { template: pair }
              b:
                templates: { leaf: { ops: { near: { in: [x], call: s } } } }
                folders: { c: { template: pair } }
            """);
    assertThat(program.ops())
        .containsOnlyKeys("/a/one/far", "/a/two/far", "/b/c/one/near", "/b/c/two/near");
  }

  @Test
  void copiesATemplateThatCopiesAnother() {
    Program program =
        program(
            """
            fields: { x: long }
            templates:
              base: { ops: { a: { in: [x], call: base }, b: { in: [x], call: base } } }
              more: { template: base, ops: { b: { in: [x], call: more } } }
            folders: { f: { template: more, folders: { g: { template: more } } } }
            """);
    assertThat(program.ops()).containsOnlyKeys("/f/a", "/f/b", "/f/g/a", "/f/g/b");
    assertThat(spec(program, "/f/b").call()).isEqualTo("more");
    assertThat(spec(program, "/f/a").call()).isEqualTo("base");
  }

  @Test
  void resolvesNamesInTheNearestFolder() {
    Program program =
        program(
            """
            mount: /m
            fields: { x: long, y: long }
            folders:
              f:
                fields: { x: string }
                folders:
                  g:
                    ops:
                      o: { in: [x, y], out: [{ there: /m/x }], fail: { why: /m/e }, call: s }
              h: { ops: { o: { in: [x], call: s } } }
            """
                .replace("y: long }", "y: long, e: map<string> }"));
    OpSpec op = spec(program, "/m/f/g/o");
    assertThat(fields(op.in())).containsExactly("/m/f/x", "/m/y");
    assertThat(op.out()).containsExactly(new SlotSpec("there", "/m/x"));
    assertThat(op.fail()).isEqualTo(new SlotSpec("why", "/m/e"));
    assertThat(fields(spec(program, "/m/h/o").in())).containsExactly("/m/x");
  }

  @Test
  void resolvesNamesThroughWhatIsDeclaredAlready() {
    Program base = program(SIMPLE_SYNC);
    Program more =
        declared(
            base,
            """
            mount: /sync/system3
            fields: { SYS: boolean }
            ops:
              consume-update: { in: [update], mask: [SYS], out: [SYS], expr: { SYS: "true" } }
            """);
    OpSpec op = spec(more, "/sync/system3/consume-update");
    assertThat(fields(op.in())).containsExactly("/sync/update");
    assertThat(fields(op.mask())).containsExactly("/sync/system3/SYS");
  }

  @Test
  void readsSeveralSourcesAsOneDeclaration() {
    Program program =
        program(
            "ops: { o: { in: [x], out: [/b/y], call: s } }",
            "fields: { x: long }",
            "{\"mount\": \"/b\", \"fields\": {\"y\": \"long\"}}");
    assertThat(fields(spec(program, "/o").out())).containsExactly("/b/y");
  }

  @Test
  void namesTheFileOfEachMistakeInTheOrderOfTheSources() {
    assertThat(
            mistakes(
                Program.EMPTY,
                "fields: { x: long }\nops: { o: { in: [x], out: [x], expr: { x: x + 'a' } } }",
                "fields: { y: lon }\nops: { o: { in: [x], call: s } }"))
        .containsExactly(
            "p.yaml:2: /o.expr.x: Expected a valid expression, but `x + 'a'` is none:"
                + " at 1:3 '+' does not apply to (long, string)",
            "p2.yaml:1: /y: Expected one of boolean, long, double, string, bytes, timestamp,"
                + " list<T>, map<T>, any, but found the type 'lon'; did you mean 'long'?",
            "p2.yaml:2: /o: Expected one op of that name, but there is one at p.yaml:2: /o");
  }

  @Test
  void inheritsSupervisionKeyByKeyAndTheDatacenter() {
    Program program =
        program(
            """
            fields: { x: long }
            at: north
            supervise: { attempts: 5, timeout: none }
            folders:
              f:
                supervise: { backoff: 2s }
                ops:
                  own: { in: [x], call: s, at: south, supervise: { timeout: PT1M, attempts: 2 } }
                  inherited: { in: [x], call: s }
            """);
    assertThat(spec(program, "/f/own").supervision())
        .isEqualTo(new Supervision(2, 2_000, 10_000, 60_000));
    assertThat(spec(program, "/f/own").at()).isEqualTo("south");
    assertThat(spec(program, "/f/inherited").supervision())
        .isEqualTo(new Supervision(5, 2_000, 10_000, Supervision.NO_TIMEOUT));
    assertThat(spec(program, "/f/inherited").at()).isEqualTo("north");
  }

  @Test
  void dropsMaskedTimersUnlessToldOtherwise() {
    Program program =
        program(
            """
            fields: { x: long, y: long }
            ops:
              timer: { in: [x], mask: [y], out: [y], after: 10m, expr: { y: x } }
              kept: { in: [x], mask: [y], out: [y], after: PT10M, masked: keep, expr: { y: x } }
              call: { in: [x], mask: [y], out: [y], call: s }
              dropped: { in: [x], mask: [y], out: [y], call: s, masked: drop }
            """);
    assertThat(spec(program, "/timer").dropsWhenMasked()).isTrue();
    assertThat(spec(program, "/kept").dropsWhenMasked()).isFalse();
    assertThat(spec(program, "/call").dropsWhenMasked()).isFalse();
    assertThat(spec(program, "/dropped").dropsWhenMasked()).isTrue();
    assertThat(((Action.After) program.op("/kept").action()).delayMs()).isEqualTo(600_000);
  }

  @Test
  void takesNumbersAndBooleansAsExpressions() {
    Program program =
        program(
            """
            fields: { x: long, d: double, b: boolean }
            ops:
              o: { in: [x], out: [x, d, b], when: true, expr: { x: 3, d: 1.50, b: false } }
            """);
    assertThat(spec(program, "/o").when()).isEqualTo("true");
    assertThat(spec(program, "/o").expr()).isEqualTo(Map.of("x", "3", "d", "1.50", "b", "false"));
  }

  @Test
  void readsEveryKeyOfAnOp() {
    Program program =
        program(
            """
            fields:
              id: string
              n: long
              e: map<string>
              d: { type: string, sensitive: true, doc: D }
            ops:
              start:
                { out: [id, n], topic: t, process-id: id, returns: [n, /d], expr: { n: 1 } }
              run:
                in: [id]
                mask: [d]
                out: [d]
                plugin: picky
                with: { size: 3, deep: { list: [1, 2.5, x, true] } }
                when: id != ''
                fail: e
                catch-up: true
                version: "1.0"
                doc: what it does
              publish: { in: [n], topic: numbers }
            """);
    OpSpec start = spec(program, "/start");
    assertThat(start.topic()).isEqualTo("t");
    assertThat(start.processId()).isEqualTo("id");
    assertThat(fields(start.returns())).containsExactly("/n", "/d");
    OpSpec run = spec(program, "/run");
    assertThat(run.with())
        .isEqualTo(Map.of("size", 3L, "deep", Map.of("list", List.of(1L, 2.5, "x", true))));
    assertThat(run.catchUp()).isTrue();
    assertThat(run.version()).isEqualTo("1.0");
    assertThat(run.doc()).isEqualTo("what it does");
    assertThat(program.op("/publish").action()).isEqualTo(new Action.Publish("numbers"));
    assertThat(program.field("/d").sensitive()).isTrue();
    assertThat(program.field("/d").doc()).isEqualTo("D");
  }

  @Test
  void takesEmptySectionsAndFolders() {
    assertThat(program("fields:\nops:\nfolders:\n  empty:\ntemplates:\n").ops()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"yes", "on", "off", "1_000", "2026-03-01"})
  void readsAsAStringWhatYaml12DoesNotType(String text) {
    YamlDocument document = YamlDocument.parse("f", "[" + text + "]");
    assertThat(document.cursor(List.of()).value()).isEqualTo(List.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,500",
    "5s,5000",
    "10m,600000",
    "24h,86400000",
    "7d,604800000",
    "PT0.25S,250",
    "P1DT1H,90000000",
    "0s,0",
    "999999d,86399913600000",
    "1000001d,",
    "5,",
    "-5s,",
    "5 s,",
    "5S,",
    "P1M,",
    "99999999999999999999s,",
    "999999999999999d,",
    "-PT5S,"
  })
  void readsDurations(String text, Long ms) {
    assertThat(Durations.parseMs(text)).isEqualTo(ms);
  }
}
