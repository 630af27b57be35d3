package io.madcloud.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The outcomes beside the examples are what the oracle makes of their scenarios as well. */
final class OracleAgreesWithExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLES = Path.of("..", "examples");

  /** The oracle knows no plugins. */
  private static final String WITH_PLUGIN = "word-count";

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void theOracleComesToTheStoredOutcome(Path scenario) throws IOException {
    String name = scenario.getFileName().toString();
    Path outcome =
        scenario.resolveSibling(name.replace("scenario", "outcome").replace(".yaml", ".json"));
    ObjectNode inlined = (ObjectNode) yaml(scenario);
    inlined.set("program", programs(scenario, inlined.get("program")));
    for (JsonNode event : inlined.get("events")) {
      if (event.has("declare")) {
        ((ObjectNode) event).set("declare", programs(scenario, event.get("declare")));
      }
    }

    assertThat(Oracle.run(inlined)).isEqualTo(JSON.readTree(outcome.toFile()));
  }

  @Test
  void thereAreExamples() throws IOException {
    assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(9);
  }

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.getFileName().toString().matches("scenario.*\\.yaml"))
          .filter(file -> !file.getParent().endsWith(WITH_PLUGIN))
          .sorted()
          .toList();
    }
  }

  /** A list of programs, those in files read. */
  private static ArrayNode programs(Path scenario, JsonNode named) throws IOException {
    ArrayNode programs = JSON.createArrayNode();
    for (JsonNode each : named.isArray() ? named : JSON.createArrayNode().add(named)) {
      programs.add(each.isTextual() ? yaml(scenario.resolveSibling(each.textValue())) : each);
    }
    return programs;
  }

  private static JsonNode yaml(Path file) throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    return JSON.valueToTree(load.loadFromString(Files.readString(file)));
  }
}
