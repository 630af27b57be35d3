package io.madcloud.engine.scenario;

import io.madcloud.engine.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a scenario says of its datacenters and of the links between them. */
final class DatacentersReader {

  private static final List<String> LINK_KEYS = List.of("seed", "delay", "duplicate", "reorder");
  private static final int MAX_DELAY = 1_000;

  private DatacentersReader() {}

  /**
   * The names of the datacenters.
   *
   * @param cursor null when the scenario says nothing of them
   */
  static List<String> datacenters(YamlCursor cursor) {
    List<String> names = new ArrayList<>();
    if (cursor == null) {
      return names;
    }
    for (YamlCursor item : cursor.items("a list of datacenters")) {
      String name = item.text("the name of a datacenter");
      if (name == null) {
        continue;
      }
      if (!name.matches("[A-Za-z0-9_-]+")) {
        item.mistake(
            "Expected letters, digits, '_' and '-' in the name of a datacenter, but found '%s'"
                .formatted(name));
      } else if (names.contains(name)) {
        item.mistake("Expected each datacenter once, but %s is there twice".formatted(name));
      } else {
        names.add(name);
      }
    }
    if (names.size() == 1) {
      cursor.mistake("Expected two datacenters or more, but found one");
    }
    return names;
  }

  /**
   * How hostile the links are.
   *
   * @param cursor null when the scenario says nothing of them
   */
  static Hostility links(YamlCursor cursor, List<String> datacenters) {
    if (cursor == null) {
      return Hostility.NONE;
    }
    if (datacenters.isEmpty()) {
      cursor.mistake("Expected 'datacenters' beside 'links', but the scenario has none");
    }
    Map<String, YamlCursor> keys = cursor.entries("a map of what links do", LINK_KEYS);
    return new Hostility(
        integer(keys.get("seed"), Long.MAX_VALUE),
        (int) integer(keys.get("delay"), MAX_DELAY),
        chance(keys.get("duplicate")),
        chance(keys.get("reorder")));
  }

  private static long integer(YamlCursor cursor, long most) {
    Long value = cursor == null ? null : cursor.integer("a whole number, at least 0", 0);
    if (value != null && value > most) {
      cursor.mistake("Expected at most %d, but found %d".formatted(most, value));
    }
    return value == null ? 0 : Math.min(value, most);
  }

  private static double chance(YamlCursor cursor) {
    if (cursor == null) {
      return 0;
    }
    Object value = cursor.value();
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    cursor.expected("a number from 0 to 1");
    return 0;
  }
}
