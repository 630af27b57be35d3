package io.madcloud.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Seed;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.oracle.Oracle;
import io.madcloud.engine.oracle.RandomScenarios;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.ReadScenario;
import io.madcloud.engine.scenario.ScenarioOutcome;
import io.madcloud.engine.scenario.ScenarioReader;
import io.madcloud.engine.scenario.ScenarioRunner;
import io.madcloud.engine.yaml.YamlDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What warnings say of a program is compared with what happens when it is played. */
final class WarningsHoldInPlaysTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScenarioRunner runner =
      new ScenarioRunner(ProgramCompiler.strict(new CelExpressions(), Map.of()));

  private int impossible;
  private int endless;
  private int alternatives;

  @Test
  void ops_that_can_never_happen_do_not_in_random_scenarios() {
    Seed.each(getClass(), 1_500, seed -> neverHappens(RandomScenarios.scenario(seed)));
    System.out.println(impossible + " ops that can never happen");
  }

  @Test
  void ops_that_can_never_happen_do_not_in_stored_scenarios() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("/scenarios.jsonl"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        neverHappens(JSON.readTree(line).get("scenario"));
      }
    }
  }

  @Test
  void processes_that_end_for_their_firings_were_warned_of() {
    Seed.each(getClass(), 400, seed -> isWarned(RandomScenarios.scenario(seed)));
    System.out.println(endless + " processes that ended for their firings");
  }

  /** The oracle, which shares no code with the engine, says what happened. */
  private void neverHappens(JsonNode scenario) {
    ObjectNode unchanging = unchanging(scenario);
    Set<String> reported = impossible(Checking.program(unchanging.get("program").toString()));
    impossible += reported.size();
    Set<String> happened = new TreeSet<>();
    for (JsonNode process : Oracle.run(unchanging).get("processes")) {
      process.get("invocations").forEach(made -> happened.add(made.get("op").asText()));
    }
    assertThat(happened).as("of %s", unchanging).noneMatch(reported::contains);
  }

  private static Set<String> impossible(Program program) {
    Wiring wiring = new Wiring(program);
    Courses courses = new Courses(wiring);
    courses.explore(course -> {});
    Set<String> paths = new HashSet<>();
    for (int op = 0; op < wiring.opCount(); op++) {
      if (courses.isImpossible(op)) {
        paths.add(wiring.op(op).path());
      }
    }
    return paths;
  }

  private void isWarned(JsonNode scenario) {
    ObjectNode bare = unchanging(scenario);
    withoutGuards(bare.get("program"));
    bare.putObject("limits").put("fieldsets", 30).put("firings", 1_000).put("bytes", 100_000_000);
    for (ProcessView process : play(bare).processes()) {
      if ("limit-firings".equals(process.reason())) {
        endless++;
        assertThat(Checking.warnings(bare.get("program").toString()))
            .as("warnings of %s", bare)
            .anyMatch(warning -> warning.kind() == Warning.Kind.ENDLESS_LOOP);
      }
    }
  }

  private ScenarioOutcome play(JsonNode scenario) {
    ReadScenario read =
        ScenarioReader.read(YamlDocument.parse("scenario", scenario.toString()), null);
    return runner.run(read.scenario(), runner.compile(read.scenario()).program());
  }

  @Test
  void where_values_differ_their_alternatives_were_warned_of() {
    Seed.each(getClass(), 1_000, seed -> areWarned(RandomScenarios.scenario(seed)));
    System.out.println(alternatives + " processes with alternatives");
  }

  private void areWarned(JsonNode scenario) {
    ObjectNode bare = unchanging(scenario);
    withoutGuards(bare.get("program"));
    for (JsonNode event : bare.get("events")) {
      while (event.path("messages").size() > 1) {
        ((ArrayNode) event.get("messages")).remove(1);
      }
    }
    Wiring wiring = new Wiring(Checking.program(bare.get("program").toString()));
    if (new Circles(wiring, op -> true).size() > 0) {
      return; // What goes round has alternatives of its own making, with one producer even.
    }
    Map<String, Set<String>> warned = warned(wiring);
    for (JsonNode process : Oracle.run(bare).get("processes")) {
      // The first event of a process may have been rejected, and another have started it.
      List<String> starts = new ArrayList<>();
      for (JsonNode event : bare.get("events")) {
        if (event.has("notify") && event.get("process").equals(process.get("id"))) {
          starts.add(event.get("notify").asText());
        }
      }
      Set<String> expected = new TreeSet<>();
      starts.forEach(start -> expected.addAll(warned.getOrDefault(start, Set.of())));
      differentValues(process, wiring, expected)
          .forEach(
              (field, values) -> {
                alternatives += values.size() > 1 ? 1 : 0;
                assertThat(expected.contains(field) || values.size() == 1)
                    .as("%s of %s with %s in %s", field, process.get("id"), values, bare)
                    .isTrue();
              });
    }
  }

  /**
   * In live fieldsets, of the fields under fork that several ops can populate. Values may differ
   * because those of a field differ that was warned of: where these are the same, they must not.
   */
  private static Map<String, Set<JsonNode>> differentValues(
      JsonNode process, Wiring wiring, Set<String> warned) {
    Map<String, Set<JsonNode>> most = new HashMap<>();
    for (int field = 0; field < wiring.fieldCount(); field++) {
      String path = wiring.field(field).path();
      if (wiring.field(field).merge() == Merge.FORK && wiring.producers(field).length > 1) {
        Map<JsonNode, Set<JsonNode>> alike = new HashMap<>();
        for (JsonNode fieldset : process.get("fieldsets")) {
          ObjectNode fields = (ObjectNode) fieldset.get("fields");
          if (fields.has(path)) {
            ObjectNode others = fields.deepCopy().retain(warned);
            others.remove(path);
            alike.computeIfAbsent(others, unused -> new HashSet<>()).add(fields.get(path));
          }
        }
        alike.values().stream()
            .max(Comparator.comparingInt(Set::size))
            .ifPresent(values -> most.put(path, values));
      }
    }
    return most;
  }

  /** The fields with alternatives, by notification. */
  private static Map<String, Set<String>> warned(Wiring wiring) {
    Courses courses = new Courses(wiring);
    Report report = new Report(new Declaration(List.of(), List.of()));
    Alternatives alternatives = new Alternatives(wiring, courses, report);
    Map<String, Set<String>> warned = new HashMap<>();
    courses.explore(
        course -> {
          Set<String> fields = new HashSet<>();
          alternatives
              .counts(course)
              .keySet()
              .forEach(field -> fields.add(wiring.field(field).path()));
          warned.put(course.notification().path(), fields);
        });
    return warned;
  }

  /** The same scenario, but the program stays as it is. */
  private static ObjectNode unchanging(JsonNode scenario) {
    ObjectNode unchanging = scenario.deepCopy();
    for (Iterator<JsonNode> events = unchanging.get("events").elements(); events.hasNext(); ) {
      JsonNode event = events.next();
      if (event.has("declare") || event.has("remove")) {
        events.remove();
      }
    }
    return unchanging;
  }

  /** Takes away what may end a loop; an op with {@code each} as a whole. */
  private static void withoutGuards(JsonNode folder) {
    for (Iterator<JsonNode> ops = folder.path("ops").elements(); ops.hasNext(); ) {
      ObjectNode op = (ObjectNode) ops.next();
      op.remove(List.of("when", "mask", "masked"));
      if (op.has("each")) {
        ops.remove();
      }
    }
    folder.path("folders").forEach(WarningsHoldInPlaysTest::withoutGuards);
    folder.path("templates").forEach(WarningsHoldInPlaysTest::withoutGuards);
  }
}
