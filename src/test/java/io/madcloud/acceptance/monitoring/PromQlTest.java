package io.madcloud.acceptance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromQlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "up; up",
        "up == 0; up",
        "absent(up{job=\"x\"} == 1); up",
        "sum by (pod) (rate(a_total{x=\"by (b)\"}[$__rate_interval])); a_total",
        "sum(rate(a_total[5m] offset 15m)) by (pod) / sum(b); a_total b",
        "max_over_time(count(a)[1d:5m]) > 1.5 * vector(0); a",
        "histogram_quantile(0.95, sum by (op, le) (rate(a_bucket[10m]))); a_bucket",
        "a > 0 or (b unless c offset 15m) and on (pod) group_left (op) d; a b c d",
        "{__name__=~\"a|b\", job=\"x\"}; a b",
        "label_values(a{job=\"x\"}, pod); a",
        "label_replace(a, \"to\", \"$1\", \"from\", \"(.+)\"); a",
        "`a # not b\n + bool_of`; a bool_of",
        "topk(10, avg without (pod) (a)); a",
      })
  void metrics_are_found(String expression, String metrics) {
    Set<String> found = new TreeSet<>();
    PromQl.read(expression).selectors().forEach(it -> found.addAll(it.metrics()));
    assertThat(found).containsExactly(metrics.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sum by (pod, op) (a) | every pod of a; every op of a",
        "sum(a) by (pod) + b | every pod of a",
        "count by (x) (count by (y) (a)) | every y of a; every x of a",
        "a unless on (pod) sum by (op) (b) | every op of b; some pod of a b",
        "label_values(a, pod) | every pod of a",
        "label_replace(a, \"to\", \"$1\", \"from\", \"(.+)\") | every from of a",
      })
  void labels_are_found_with_what_they_are_of(String expression, String labels) {
    assertThat(PromQl.read(expression).uses())
        .extracting(PromQlTest::text)
        .containsExactly(labels.split("; "));
  }

  private static String text(PromQl.Use use) {
    List<String> of = use.of().stream().flatMap(it -> it.metrics().stream()).toList();
    return "%s %s of %s"
        .formatted(use.every() ? "every" : "some", use.label(), String.join(" ", of));
  }

  @Test
  void matchers_are_found() {
    PromQl read = PromQl.read("a{x=\"1\", y=~\"(.+[.])?b[.].+\", z!=\"\",} - a{pod=~\"$pod\"}");
    assertThat(read.selectors().get(0).matchers())
        .containsExactly(
            new Selector.Matcher("x", "=", "1"),
            new Selector.Matcher("y", "=~", "(.+[.])?b[.].+"),
            new Selector.Matcher("z", "!=", ""));
    assertThat(read.selectors().get(1).matchers()).allMatch(Selector.Matcher::isVariable);
    assertThat(PromQl.read("label_replace(a, \"to\", \"$1\", \"from\", \"(.+)\")").made())
        .containsExactly("to");
  }
}
