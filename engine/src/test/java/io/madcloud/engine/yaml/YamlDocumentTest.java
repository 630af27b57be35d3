package io.madcloud.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {

  private static Object value(String text) {
    YamlDocument document = YamlDocument.parse("f.yaml", text);
    assertThat(document.mistakes()).isEmpty();
    List<Mistake> mistakes = new ArrayList<>();
    Object value = document.cursor(mistakes).value();
    assertThat(mistakes).isEmpty();
    return value;
  }

  private static String onlyMistake(String text) {
    List<Mistake> mistakes = YamlDocument.parse("f.yaml", text).mistakes();
    assertThat(mistakes).hasSize(1);
    return mistakes.get(0).toString();
  }

  @Test
  void readsTheScalarsOfTheCoreSchema() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", 1L);
    expected.put("b", -1.5);
    expected.put("c", "1");
    expected.put("d", true);
    expected.put("e", null);
    expected.put("f", 31L);
    expected.put("g", 8L);
    expected.put("h", Long.MAX_VALUE);
    expected.put("i", new BigInteger("9223372036854775808"));
    expected.put("j", Double.NEGATIVE_INFINITY);
    expected.put("k", 1000.0);
    assertThat(
            value(
                """
                a: 1
                b: -1.5
                c: "1"
                d: True
                e: ~
                f: 0x1F
                g: 0o10
                h: 9223372036854775807
                i: 9223372036854775808
                j: -.inf
                k: 1e3
                """))
        .isEqualTo(expected);
  }

  @Test
  void readsJson() {
    assertThat(value("{\n\t\"a\\u00e9\\ud83d\\ude00\": [1, 2.0, null, {\"b\\/c\":\"\\t\"}]\n}"))
        .isEqualTo(Map.of("aé😀", Arrays.asList(1L, 2.0, null, Map.of("b/c", "\t"))));
  }

  @Test
  void doesNotMerge() {
    assertThat(value("<<: { a: 1 }")).isEqualTo(Map.of("<<", Map.of("a", 1L)));
  }

  @Test
  void survivesANumberOfAMillionDigits() {
    assertThat(value("[" + "9".repeat(1_000_000) + "]").toString()).hasSizeLessThan(100);
  }

  @Test
  void endsAliasesThatMultiply() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(alias, alias))));
    }
    assertThat(onlyMistake(bomb.toString()))
        .matches("f.yaml:2\\d: Expected at most 10000000 nodes, aliases resolved, but found more");
  }

  @Test
  void endsNestingWithoutEnd() {
    assertThat(onlyMistake("[".repeat(100_000)))
        .isEqualTo("f.yaml:1: Expected at most 200 levels, but found more");
  }

  @Test
  void refusesAnAliasInsideItsOwnAnchor() {
    assertThat(onlyMistake("a: &a [*a]"))
        .isEqualTo("f.yaml:1: Expected a complete anchor before '*a', but found none");
  }

  @Test
  void refusesCharactersThatYamlDoesNotHave() {
    assertThat(onlyMistake("a: \"\u0000\"")).startsWith("f.yaml:1: Expected YAML, but");
  }

  @Test
  void endsTemplatesThatMultiply() {
    StringBuilder bomb = new StringBuilder("templates:\n  t0: {}\n");
    for (int i = 1; i < 30; i++) {
      bomb.append(
          "  t%d: { folders: { a: { template: t%d }, b: { template: t%d } } }\n"
              .formatted(i, i - 1, i - 1));
    }
    bomb.append("folders: { bomb: { template: t29 } }\n");
    assertThat(Loading.mistakes(Program.EMPTY, bomb.toString()))
        .singleElement()
        .asString()
        .contains("Expected at most 1000000 folders, fields and ops in 100 levels");
  }
}
