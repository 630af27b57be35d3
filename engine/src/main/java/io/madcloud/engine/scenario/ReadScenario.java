package io.madcloud.engine.scenario;

import io.madcloud.engine.program.Mistake;
import java.util.List;

/**
 * What came of reading a scenario file.
 *
 * @param scenario null when the file is no map; where there are mistakes, what could be read of it,
 *     so that its programs can be checked too
 * @param mistakes all of them but those of its programs, which their reader finds
 */
public record ReadScenario(Scenario scenario, List<Mistake> mistakes) {
  public ReadScenario {
    mistakes = List.copyOf(mistakes);
  }
}
