package io.madcloud.testkit;

import io.madcloud.engine.program.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Values and tables as failure messages show them. */
final class Shown {

  private Shown() {}

  /** A value as YAML would have it: texts in quotes, everything else bare. */
  static String value(Object value) {
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Shown::value).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(Literals.plain(value));
  }

  /** One line for each entry. */
  static String lines(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /** What is found and is not what was expected, one line for each name, indented. */
  static String differences(Map<String, ?> expected, Map<String, ?> found) {
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (!Objects.equals(expected.get(name), found.get(name))) {
        text.append("\n  %s is %s".formatted(name, orNothing(found.get(name))));
        text.append(" instead of " + orNothing(expected.get(name)));
      }
    }
    return text.toString();
  }

  /** A value, or that there is none. */
  static String orNothing(Object value) {
    return value == null ? "nothing" : value(value);
  }

  /** A value with its Java type. */
  static String withType(Object value) {
    return value == null
        ? "nothing"
        : value(value) + " of type " + value.getClass().getSimpleName();
  }

  /** Rows in columns, each line indented by two spaces. */
  static String columns(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        if (column == widths.size()) {
          widths.add(0);
        }
        widths.set(column, Math.max(widths.get(column), row.get(column).length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append("  ").append(row.get(column));
        line.append(" ".repeat(widths.get(column) - row.get(column).length()));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
