package io.madcloud.engine.scenario;

import io.madcloud.engine.yaml.Durations;
import io.madcloud.engine.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one event. */
final class EventReader {

  private static final Map<String, List<String>> KEYS = new LinkedHashMap<>();
  private static final List<String> ALL_KEYS;

  static {
    KEYS.put("notify", List.of("notify", "process", "fields", "at"));
    KEYS.put("reply", List.of("reply", "process", "messages", "at"));
    KEYS.put("fail", List.of("fail", "process", "error", "at"));
    KEYS.put("declare", List.of("declare", "at"));
    KEYS.put("remove", List.of("remove", "at"));
    KEYS.put("cancel", List.of("cancel", "at"));
    KEYS.put("advance", List.of("advance"));
    ALL_KEYS =
        Stream.concat(KEYS.keySet().stream(), KEYS.values().stream().flatMap(List::stream))
            .distinct()
            .collect(Collectors.toUnmodifiableList());
  }

  private final ProgramSources sources;
  private final List<String> datacenters;
  private final YamlCursor cursor;
  private final Map<String, YamlCursor> keys;

  private EventReader(
      ProgramSources sources,
      List<String> datacenters,
      YamlCursor cursor,
      Map<String, YamlCursor> keys) {
    this.sources = sources;
    this.datacenters = datacenters;
    this.cursor = cursor;
    this.keys = keys;
  }

  /** Returns null when there are mistakes, which are reported. */
  static ScenarioEvent read(ProgramSources sources, List<String> datacenters, YamlCursor cursor) {
    int before = cursor.sink().size();
    Map<String, YamlCursor> keys = cursor.entries("an event: a map", ALL_KEYS);
    List<String> kinds = KEYS.keySet().stream().filter(keys::containsKey).toList();
    if (kinds.size() == 1) {
      ScenarioEvent event =
          new EventReader(sources, datacenters, cursor, keys).placed(kinds.get(0));
      return cursor.sink().size() == before ? event : null;
    }
    if (cursor.sink().size() == before) {
      cursor.mistake(
          "Expected exactly one of %s, but found %s"
              .formatted(
                  String.join(", ", KEYS.keySet()),
                  kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
    }
    return null;
  }

  private ScenarioEvent placed(String kind) {
    ScenarioEvent event = read(kind);
    if (!keys.containsKey("at")) {
      return event;
    }
    YamlCursor at = keys.get("at");
    if (datacenters.isEmpty()) {
      at.mistake("Expected 'datacenters' in the scenario for 'at', but it has none");
      return event;
    }
    String datacenter = at.oneOf(datacenters);
    return datacenter == null ? event : new ScenarioEvent.At(datacenter, event);
  }

  private ScenarioEvent read(String kind) {
    keys.forEach(
        (key, value) -> {
          if (!KEYS.get(kind).contains(key)) {
            value.mistake(
                "Expected only %s in this event, but found '%s'"
                    .formatted(String.join(", ", KEYS.get(kind)), key));
          }
        });
    return switch (kind) {
      case "notify" -> new ScenarioEvent.Notify(text("notify"), text("process"), fields());
      case "reply" -> new ScenarioEvent.Reply(text("reply"), text("process"), messages());
      case "fail" -> new ScenarioEvent.Fail(text("fail"), text("process"), text("error"));
      case "declare" -> new ScenarioEvent.Declare(sources.read(keys.get("declare")));
      case "remove" -> new ScenarioEvent.Remove(text("remove"));
      case "cancel" -> new ScenarioEvent.Cancel(text("cancel"));
      default -> advance();
    };
  }

  private ScenarioEvent advance() {
    Long durationMs = Durations.read(keys.get("advance"));
    return durationMs == null ? null : new ScenarioEvent.Advance(durationMs);
  }

  private Map<String, Object> fields() {
    YamlCursor fields = keys.get("fields");
    return fields == null ? Map.of() : message(fields);
  }

  private List<Map<String, Object>> messages() {
    YamlCursor messages = required("messages");
    List<Map<String, Object>> read = new ArrayList<>();
    if (messages != null) {
      messages.items("a list of messages").forEach(item -> read.add(message(item)));
    }
    return read;
  }

  private static Map<String, Object> message(YamlCursor cursor) {
    Map<String, Object> fields = new LinkedHashMap<>();
    cursor
        .entries("a map from fields to values")
        .forEach((name, value) -> fields.put(name, value.value()));
    return fields;
  }

  private String text(String key) {
    YamlCursor value = required(key);
    return value == null ? null : value.text("a string");
  }

  private YamlCursor required(String key) {
    YamlCursor value = keys.get(key);
    if (value == null) {
      cursor.mistake("Expected '%s', but the event has none".formatted(key));
    }
    return value;
  }
}
