package io.madcloud.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random scenarios keep the invariants and reach what they are made for. */
final class RandomScenariosTest {
  private static final long SEEDS = 300;

  @Test
  void everyEventKeepsTheInvariants() {
    for (long seed = 0; seed < SEEDS; seed++) {
      JsonNode scenario = RandomScenarios.scenario(seed);
      Limits limits = Limits.read(scenario.get("limits"));
      Oracle oracle = Oracle.begin(scenario);
      Map<String, Integer> stopped = new HashMap<>();
      for (JsonNode event : scenario.get("events")) {
        oracle.next(event);
        for (ProcessState process : oracle.processes()) {
          try {
            new Invariants(oracle.program(), limits, process).check();
            revisionOnlyGrowsByRunning(stopped, event, process);
          } catch (AssertionError e) {
            throw new AssertionError("Expected invariants of seed " + seed + ", but " + event, e);
          }
        }
      }
    }
  }

  /** A process that had stopped runs again, and stops again, only for a declaration. */
  private static void revisionOnlyGrowsByRunning(
      Map<String, Integer> stopped, JsonNode event, ProcessState process) {
    Integer revision = stopped.get(process.id);
    if (revision != null && !event.has("declare")) {
      assertThat(process.revision).as("revision of %s", process.id).isEqualTo(revision);
    }
    if (process.isRunning()) {
      stopped.remove(process.id);
    } else {
      stopped.put(process.id, process.revision);
    }
  }

  @Test
  void theSameSeedGivesTheSameScenario() {
    assertThat(RandomScenarios.scenario(7)).isEqualTo(RandomScenarios.scenario(7));
    assertThat(RandomScenarios.scenario(7)).isNotEqualTo(RandomScenarios.scenario(8));
  }

  @Test
  void everyReasonAndStatusIsReached() {
    Set<String> reached = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      JsonNode scenario = RandomScenarios.scenario(seed);
      JsonNode outcome = Oracle.run(scenario);
      for (JsonNode each : outcome.get("rejected")) {
        String event = scenario.get("events").get(each.get("event").asInt()).fieldNames().next();
        reached.add(event + " " + each.get("reason").asText());
      }
      for (JsonNode process : outcome.get("processes")) {
        reached.add(process.get("status").asText() + " " + process.get("reason").asText());
        for (JsonNode invocation : process.get("invocations")) {
          reached.add(invocation.get("status").asText());
        }
      }
    }
    assertThat(reached)
        .contains("running null", "quiescent null", "cancelled null")
        .contains("failed limit-fieldsets", "failed limit-firings", "failed limit-bytes")
        .contains("pending", "done", "failed", "dropped")
        .contains("notify unknown-op", "notify not-a-notification", "notify duplicate-process")
        .contains("notify undeclared-field", "notify type-mismatch", "notify expression-error")
        .contains("notify limit-bytes", "reply unknown-process", "reply not-pending")
        .contains("reply undeclared-field", "reply type-mismatch", "fail not-pending")
        .contains("declare invalid-program", "remove unknown-op", "cancel not-running");
  }
}
