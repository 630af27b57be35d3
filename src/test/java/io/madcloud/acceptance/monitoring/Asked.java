package io.madcloud.acceptance.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An expression that an alert or a dashboard asks Prometheus.
 *
 * @param place who asks
 * @param shown labels of the result that its texts show
 */
record Asked(String place, String expression, Set<String> shown) {

  private static final String MONITORING = "deploy/k8s/components/monitoring/";
  private static final Pattern OF_ALERT = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern OF_LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  /** Those of all alerts. */
  static List<Asked> byAlerts() {
    Object file =
        new Load(LoadSettings.builder().build())
            .loadFromString(SourceTree.text(MONITORING + "alerts.yaml"));
    List<Asked> all = new ArrayList<>();
    for (JsonNode group : new ObjectMapper().valueToTree(file).at("/spec/groups")) {
      for (JsonNode rule : group.path("rules")) {
        String texts = rule.path("annotations").toString();
        all.add(
            new Asked(
                rule.path("alert").asText(), rule.path("expr").asText(), shown(texts, OF_ALERT)));
      }
    }
    return all;
  }

  /** Those of all panels and variables of the dashboard. */
  static List<Asked> byTheDashboard() {
    try {
      JsonNode dashboard =
          new ObjectMapper().readTree(SourceTree.text(MONITORING + "madcloud.json"));
      List<Asked> all = new ArrayList<>();
      for (JsonNode variable : dashboard.at("/templating/list")) {
        if (variable.path("type").asText().equals("query")) {
          String place = "variable " + variable.path("name").asText();
          all.add(new Asked(place, variable.at("/query/query").asText(), Set.of()));
        }
      }
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          String legend = target.path("legendFormat").asText();
          all.add(
              new Asked(
                  "panel " + panel.path("title").asText(),
                  target.path("expr").asText(),
                  shown(legend, OF_LEGEND)));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> shown(String text, Pattern pattern) {
    Set<String> labels = new TreeSet<>();
    pattern.matcher(text).results().forEach(it -> labels.add(it.group(1)));
    return labels;
  }

  /**
   * What it names that is not told.
   *
   * @param elsewhere metrics that the engine does not tell, each with who does
   * @param ofTargets labels that Prometheus puts on all that it takes from an engine
   */
  List<String> findings(Scrape scrape, Map<String, String> elsewhere, Set<String> ofTargets) {
    PromQl read = PromQl.read(expression);
    List<String> findings = new ArrayList<>();
    if (read.selectors().isEmpty()) {
      findings.add("%s selects nothing: %s".formatted(place, expression));
    }
    for (Selector selector : read.selectors()) {
      Selector of = ofEngines(selector, elsewhere, ofTargets);
      scrape
          .missing(of)
          .forEach(
              it -> findings.add("%s asks for %s, with %s".formatted(place, it, of.matchers())));
    }
    for (PromQl.Use use : read.uses()) {
      long told = use.of().stream().filter(it -> has(it, use.label(), scrape, ofTargets)).count();
      boolean enough = use.every() ? told == use.of().size() : told > 0;
      if (!enough && !read.made().contains(use.label())) {
        findings.add("%s goes by label %s of %s".formatted(place, use.label(), use.of()));
      }
    }
    for (String label : shown) {
      boolean told =
          read.grouped().isEmpty()
              ? read.selectors().stream().anyMatch(it -> has(it, label, scrape, ofTargets))
              : read.grouped().contains(label);
      if (!told) {
        findings.add("%s shows label %s of %s".formatted(place, label, expression));
      }
    }
    return findings;
  }

  /** Without what the engine does not tell, and what is filled in later. */
  private static Selector ofEngines(
      Selector selector, Map<String, String> elsewhere, Set<String> ofTargets) {
    Set<String> metrics = new TreeSet<>(selector.metrics());
    metrics.removeAll(elsewhere.keySet());
    return new Selector(
        metrics,
        selector.matchers().stream()
            .filter(it -> !ofTargets.contains(it.label()) && !it.isVariable())
            .toList());
  }

  private static boolean has(
      Selector selector, String label, Scrape scrape, Set<String> ofTargets) {
    return ofTargets.contains(label)
        || selector.metrics().stream().allMatch(it -> scrape.labels(it).contains(label));
  }
}
