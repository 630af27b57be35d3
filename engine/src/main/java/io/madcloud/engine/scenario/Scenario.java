package io.madcloud.engine.scenario;

import io.madcloud.engine.Limits;
import io.madcloud.engine.yaml.YamlDocument;
import java.util.List;

/**
 * A scenario file.
 *
 * @param program its sources, declared together
 * @param limits of each process
 * @param datacenters their names; none for a scenario without
 * @param hostility of the links between them
 * @param events in order
 */
public record Scenario(
    String file,
    List<YamlDocument> program,
    Limits limits,
    List<String> datacenters,
    Hostility hostility,
    List<ScenarioEvent> events) {
  public Scenario {
    datacenters = List.copyOf(datacenters);
    program = List.copyOf(program);
    events = List.copyOf(events);
  }
}
