package io.madcloud.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.oracle.Oracle;
import io.madcloud.engine.oracle.RandomScenarios;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.YamlDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The engine prints what is stored beside the scenarios, and for random ones what the oracle, which
 * shares no code with it, makes of them. {@code -Dmadcloud.seed=N} plays one seed, {@code
 * -Dmadcloud.scenarios=N} another number of them.
 */
final class EngineAgreesWithOracleTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SCENARIOS = Integer.getInteger("madcloud.scenarios", 400);

  private final ScenarioRunner runner =
      new ScenarioRunner(ProgramCompiler.strict(new CelExpressions(), Map.of()));

  @Test
  void on_the_stored_scenarios() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("/scenarios.jsonl"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode stored = JSON.readTree(line);
        assertThat(play(stored.get("scenario")))
            .as(stored.get("name").asText())
            .isEqualTo(stored.get("outcome"));
      }
    }
  }

  @Test
  void on_random_scenarios() throws IOException {
    Long only = Long.getLong("madcloud.seed");
    long first = only == null ? System.nanoTime() : only;
    long last = only == null ? first + SCENARIOS : first + 1;
    for (long seed = first; seed < last; seed++) {
      JsonNode scenario = RandomScenarios.scenario(seed);
      assertThat(play(scenario))
          .as("-Dmadcloud.seed=%d replays %s", seed, scenario)
          .isEqualTo(JSON.readTree(Oracle.run(scenario).toString()));
    }
  }

  private JsonNode play(JsonNode scenario) throws IOException {
    ReadScenario read =
        ScenarioReader.read(YamlDocument.parse("scenario", scenario.toString()), null);
    assertThat(read.mistakes()).as("mistakes of %s", scenario).isEmpty();
    Compiled compiled = runner.compile(read.scenario());
    assertThat(compiled.mistakes()).as("mistakes in the program of %s", scenario).isEmpty();
    ScenarioOutcome outcome = runner.run(read.scenario(), compiled.program());
    ObjectNode json = JSON.createObjectNode();
    ArrayNode processes = json.putArray("processes");
    outcome.processes().forEach(process -> processes.add(JSON.valueToTree(plain(process))));
    ArrayNode rejected = json.putArray("rejected");
    outcome
        .rejected()
        .forEach(
            event ->
                rejected
                    .addObject()
                    .put("event", event.event())
                    .put("reason", event.reason().text()));
    return JSON.readTree(json.toString());
  }

  private static ProcessView plain(ProcessView process) {
    List<ProcessView.FieldsetView> fieldsets =
        process.fieldsets().stream()
            .map(
                fieldset -> {
                  Map<String, Object> fields = new TreeMap<>();
                  fieldset
                      .fields()
                      .forEach((path, value) -> fields.put(path, Literals.plain(value)));
                  return new ProcessView.FieldsetView(
                      fieldset.id(), fieldset.parent(), fieldset.closed(), fields);
                })
            .toList();
    return new ProcessView(
        process.id(),
        process.status(),
        process.reason(),
        process.revision(),
        fieldsets,
        process.invocations());
  }
}
