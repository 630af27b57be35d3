package io.madcloud.engine.scenario;

import io.madcloud.engine.yaml.YamlDocument;
import java.util.List;

/**
 * A scenario file.
 *
 * @param program its sources, declared together
 * @param events in order
 */
public record Scenario(
    String file, List<YamlDocument> program, Limits limits, List<ScenarioEvent> events) {
  public Scenario {
    program = List.copyOf(program);
    events = List.copyOf(events);
  }

  /**
   * The limits of each process.
   *
   * @param fieldsets live ones
   * @param firings since the process last stopped running
   * @param bytes of field values
   */
  public record Limits(long fieldsets, long firings, long bytes) {

    /** What holds where a file says nothing. */
    public static final Limits DEFAULT = new Limits(1_000, 10_000, 262_144);
  }
}
