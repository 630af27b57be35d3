package io.madcloud.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.oracle.Oracle;
import io.madcloud.engine.oracle.RandomScenarios;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.YamlDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The engine prints what is stored beside the scenarios, and for random ones what the oracle, which
 * shares no code with it, makes of them. {@code -Dmadcloud.seed=N} plays one seed, {@code
 * -Dmadcloud.scenarios=N} another number of them.
 */
final class EngineAgreesWithOracleTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SCENARIOS = Integer.getInteger("madcloud.scenarios", 400);

  private final ProgramCompiler compiler = ProgramCompiler.strict(new CelExpressions(), Map.of());
  private final ScenarioRunner runner = new ScenarioRunner(compiler);

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
    for (long seed : seeds()) {
      JsonNode scenario = RandomScenarios.scenario(seed);
      assertThat(play(scenario))
          .as("-Dmadcloud.seed=%d replays %s", seed, scenario)
          .isEqualTo(JSON.readTree(Oracle.run(scenario).toString()));
    }
  }

  @Test
  void on_random_scenarios_while_ops_are_paused_and_resumed() throws IOException {
    for (long seed : seeds()) {
      JsonNode scenario = RandomScenarios.scenario(seed);
      List<String> told = new ArrayList<>();
      try {
        playWithPauses(scenario, new SplittableRandom(seed), told);
      } catch (AssertionError e) {
        throw new AssertionError(
            "-Dmadcloud.seed=%d replays %s with %s: %s"
                .formatted(seed, scenario, told, e.getMessage()),
            e);
      }
    }
  }

  private static long[] seeds() {
    Long only = Long.getLong("madcloud.seed");
    return only == null
        ? LongStream.range(0, SCENARIOS).map(index -> System.nanoTime() + index).toArray()
        : new long[] {only};
  }

  private void playWithPauses(JsonNode scenario, SplittableRandom chance, List<String> told)
      throws IOException {
    Scenario read = read(scenario);
    Rehearsal rehearsal = new Rehearsal(read.limits(), compiler, program(read));
    Oracle oracle = Oracle.begin(scenario);
    List<ScenarioOutcome.RejectedEvent> rejected = new ArrayList<>();
    for (int index = 0; index < read.events().size(); index++) {
      for (int changes = chance.nextInt(3); changes > 0; changes--) {
        change(rehearsal, oracle, path(rehearsal.program(), chance), chance.nextInt(3), told);
      }
      told.add("event " + index);
      String reason = oracle.next(scenario.get("events").get(index));
      Rejection rejection = ScenarioRunner.bring(rehearsal, read.events().get(index));
      assertThat(rejection == null ? null : rejection.text()).isEqualTo(reason);
      if (rejection != null) {
        rejected.add(new ScenarioOutcome.RejectedEvent(index, rejection));
      }
      agree(rehearsal, oracle, rejected);
    }
    change(rehearsal, oracle, "/", 0, told);
    agree(rehearsal, oracle, rejected);
  }

  private static void change(
      Rehearsal rehearsal, Oracle oracle, String path, int how, List<String> told) {
    boolean resumed = how == 0;
    told.add((resumed ? "resume " : "pause ") + path);
    String reason = resumed ? oracle.resume(path) : oracle.pause(path);
    Rejection rejection = resumed ? rehearsal.resume(path) : rehearsal.pause(path);
    assertThat(rejection == null ? null : rejection.text()).isEqualTo(reason);
  }

  private static void agree(
      Rehearsal rehearsal, Oracle oracle, List<ScenarioOutcome.RejectedEvent> rejected)
      throws IOException {
    assertThat(json(new ScenarioOutcome(rehearsal.processes(), rejected)))
        .isEqualTo(JSON.readTree(oracle.outcome().toString()));
  }

  /** An op, or a folder that it is in. */
  private static String path(Program program, SplittableRandom chance) {
    List<String> ops = List.copyOf(program.ops().keySet());
    String path = ops.isEmpty() ? "/" : ops.get(chance.nextInt(ops.size()));
    int end = path.lastIndexOf('/');
    return chance.nextInt(4) > 0 || end < 1 ? path : path.substring(0, end);
  }

  private JsonNode play(JsonNode scenario) throws IOException {
    Scenario read = read(scenario);
    return json(runner.run(read, program(read)));
  }

  private static Scenario read(JsonNode scenario) {
    ReadScenario read =
        ScenarioReader.read(YamlDocument.parse("scenario", scenario.toString()), null);
    assertThat(read.mistakes()).as("mistakes of %s", scenario).isEmpty();
    return read.scenario();
  }

  private Program program(Scenario scenario) {
    Compiled compiled = runner.compile(scenario);
    assertThat(compiled.mistakes()).as("mistakes in its program").isEmpty();
    return compiled.program();
  }

  private static JsonNode json(ScenarioOutcome outcome) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode processes = json.putArray("processes");
    outcome
        .processes()
        .forEach(
            process -> {
              JsonNode shown = processes.add(JSON.<JsonNode>valueToTree(plain(process)));
              shown.findParents("datacenter").forEach(it -> ((ObjectNode) it).remove("datacenter"));
            });
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
