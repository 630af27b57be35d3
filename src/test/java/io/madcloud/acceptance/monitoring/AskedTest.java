package io.madcloud.acceptance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for and not told is found. */
final class AskedTest {

  private static final Scrape SCRAPE =
      Scrape.read(
          """
          # TYPE a_total counter
          a_total{op="/x",outcome="done"} 3.0
          a_total{op="/y \\"q\\"",outcome="failed"} 1.0
          b NaN
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sum by (op, pod) (rate(a_total{outcome=\"failed\", job=\"x\"}[5m])) | op pod",
        "b > 1 and on (pod) up == 1 | namespace",
        "a_total{op=~\"$op\"} | outcome",
      })
  void what_is_told_is_no_finding(String expression, String shown) {
    assertThat(findings(expression, shown)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rate(a[5m]) | `` | asks for a,",
        "rate(a_total{outcome=\"gone\"}[5m]) | `` | asks for a_total, with",
        "rate(a_total{ops=\"/x\"}[5m]) | `` | asks for a_total, with",
        "sum by (opp) (a_total) | `` | goes by label opp",
        "sum by (op) (b) | `` | goes by label op",
        "b and on (op) up | `` | goes by label op",
        "sum by (op) (a_total) | outcome | shows label outcome",
        "b | op | shows label op",
        "vector(1) | `` | selects nothing",
      })
  void what_is_not_told_is_a_finding(String expression, String shown, String finding) {
    assertThat(findings(expression, shown)).singleElement().asString().contains(finding);
  }

  private static List<String> findings(String expression, String shown) {
    Set<String> labels = shown.isEmpty() ? Set.of() : Set.of(shown.split(" "));
    return new Asked("it", expression, labels)
        .findings(SCRAPE, Map.of("up", "Prometheus"), Set.of("job", "namespace", "pod"));
  }
}
