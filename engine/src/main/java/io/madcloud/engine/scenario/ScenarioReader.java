package io.madcloud.engine.scenario;

import io.madcloud.engine.Limits;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.yaml.YamlCursor;
import io.madcloud.engine.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads scenario files. Reads the files of programs too, but does not understand them: that needs
 * what was declared before.
 */
public final class ScenarioReader {

  private static final List<String> KEYS =
      List.of("program", "datacenters", "links", "limits", "events");
  private static final List<String> LIMIT_KEYS = List.of("fieldsets", "firings", "bytes");

  private ScenarioReader() {}

  /** Reads a file. Never fails: a file that cannot be read is a mistake. */
  public static ReadScenario read(Path file) {
    return read(YamlDocument.read(file), file.getParent());
  }

  /**
   * Reads a document.
   *
   * @param directory to which the paths of programs are relative; null for the working directory
   */
  public static ReadScenario read(YamlDocument document, Path directory) {
    List<Mistake> mistakes = new ArrayList<>(document.mistakes());
    Scenario scenario =
        document.root() == null
            ? null
            : read(document.cursor(mistakes), new ProgramSources(directory));
    return new ReadScenario(scenario, Mistake.inSourceOrder(mistakes, List.of(document.file())));
  }

  private static Scenario read(YamlCursor root, ProgramSources sources) {
    Map<String, YamlCursor> keys =
        root.entries("a scenario: a map with program, limits and events", KEYS);
    List<String> datacenters = DatacentersReader.datacenters(keys.get("datacenters"));
    Hostility hostility = DatacentersReader.links(keys.get("links"), datacenters);
    List<YamlDocument> program = List.of();
    if (keys.containsKey("program")) {
      program = sources.read(keys.get("program"));
    } else {
      missing(root, "program");
    }
    List<ScenarioEvent> events = new ArrayList<>();
    if (keys.containsKey("events")) {
      for (YamlCursor item : keys.get("events").items("a list of events")) {
        ScenarioEvent event = EventReader.read(sources, datacenters, item);
        if (event != null) {
          events.add(event);
        }
      }
    } else {
      missing(root, "events");
    }
    return new Scenario(
        root.file(), program, limits(keys.get("limits")), datacenters, hostility, events);
  }

  private static void missing(YamlCursor root, String key) {
    root.sink()
        .add(
            new Mistake(
                new Place(root.file(), root.line(), root.column(), key),
                "Expected '%s', but the scenario has none".formatted(key)));
  }

  private static Limits limits(YamlCursor cursor) {
    if (cursor == null) {
      return Limits.DEFAULT;
    }
    Map<String, YamlCursor> keys = cursor.entries("a map of limits", LIMIT_KEYS);
    return new Limits(
        limit(keys.get("fieldsets"), Limits.DEFAULT.fieldsets()),
        limit(keys.get("firings"), Limits.DEFAULT.firings()),
        limit(keys.get("bytes"), Limits.DEFAULT.bytes()));
  }

  private static long limit(YamlCursor cursor, long otherwise) {
    Long limit = cursor == null ? null : cursor.integer("a whole number, at least 0", 0);
    return limit == null ? otherwise : limit;
  }
}
