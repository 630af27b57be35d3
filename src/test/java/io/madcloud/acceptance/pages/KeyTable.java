package io.madcloud.acceptance.pages;

import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * The table of configuration keys in a section of a page, which is made of what the code says.
 *
 * @param page path below the root of the source tree
 * @param section its heading; the table is the first one there
 * @param definition what the code says
 * @param variable the environment variable that stands for a key; null where none stands for any
 */
record KeyTable(
    String page,
    String section,
    ConfigDef definition,
    Function<String, Optional<String>> variable) {

  /** The page as it is. */
  String found() {
    return SourceTree.text(page);
  }

  /** The page with the table that the code makes. */
  String made() {
    List<String> lines = new ArrayList<>(found().lines().toList());
    int begin = lines.indexOf("## " + section);
    if (begin < 0) {
      throw new AssertionError("Expected a section '%s' in %s".formatted(section, page));
    }
    while (begin < lines.size() && !lines.get(begin).startsWith("|")) {
      begin++;
    }
    int end = begin;
    while (end < lines.size() && lines.get(end).startsWith("|")) {
      end++;
    }
    List<String> table = lines.subList(begin, end);
    table.clear();
    table.addAll(rows());
    return String.join("\n", lines) + "\n";
  }

  void write() throws IOException {
    Files.writeString(SourceTree.ROOT.resolve(page), made());
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    if (variable == null) {
      rows.add("| key | type | default | meaning |");
      rows.add("|---|---|---|---|");
    } else {
      rows.add("| key | environment variable | type | default | meaning |");
      rows.add("|---|---|---|---|---|");
    }
    definition.configKeys().values().stream()
        .sorted(Comparator.comparing(key -> key.name))
        .map(this::row)
        .forEach(rows::add);
    return rows;
  }

  private String row(ConfigKey key) {
    String name = "`" + key.name + "`";
    if (variable != null) {
      name += " | " + variable.apply(key.name).map(it -> "`" + it + "`").orElse("none");
    }
    return "| %s | %s | %s | %s |".formatted(name, type(key), defaultOf(key), key.documentation);
  }

  private static String type(ConfigKey key) {
    String type = key.type.name().toLowerCase(Locale.ROOT);
    return key.validator == null ? type : type + " " + key.validator;
  }

  private static String defaultOf(ConfigKey key) {
    if (key.defaultValue == ConfigDef.NO_DEFAULT_VALUE) {
      return "none, required";
    }
    if (key.defaultValue == null) {
      return "none";
    }
    String text =
        key.defaultValue instanceof List<?> list
            ? String.join(",", list.stream().map(String::valueOf).toList())
            : key.defaultValue.toString();
    return text.isEmpty() ? "empty" : "`" + text + "`";
  }

  @Override
  public String toString() {
    return page + ", " + section;
  }
}
