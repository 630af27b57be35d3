package io.madcloud.acceptance.monitoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a running engine tells Prometheus: the labels of all series, by metric.
 *
 * @param series by metric, each by its labels
 */
record Scrape(Map<String, List<Map<String, String>>> series) {

  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Reads the text format of Prometheus. */
  static Scrape read(String text) {
    Map<String, List<Map<String, String>>> series = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(
            line -> {
              Matcher parts = LINE.matcher(line);
              if (!parts.matches()) {
                throw new AssertionError("Expected a sample, but found: " + line);
              }
              Map<String, String> labels = new HashMap<>();
              if (parts.group(2) != null) {
                LABEL
                    .matcher(parts.group(2))
                    .results()
                    .forEach(it -> labels.put(it.group(1), it.group(2)));
              }
              series.computeIfAbsent(parts.group(1), name -> new ArrayList<>()).add(labels);
            });
    return new Scrape(series);
  }

  /** The labels that some series of a metric has. */
  Set<String> labels(String metric) {
    Set<String> labels = new TreeSet<>();
    series.getOrDefault(metric, List.of()).forEach(it -> labels.addAll(it.keySet()));
    return labels;
  }

  /** The metrics of a selector for which it selects nothing. */
  Set<String> missing(Selector selector) {
    Set<String> missing = new TreeSet<>(selector.metrics());
    missing.removeIf(
        metric ->
            series.getOrDefault(metric, List.of()).stream()
                .anyMatch(labels -> selector.matchers().stream().allMatch(it -> it.takes(labels))));
    return missing;
  }
}
