package io.madcloud.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.engine.oracle.RandomScenarios;
import io.madcloud.engine.scenario.Rehearsal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random programs and events: every turn keeps the invariants, and the journals replay. */
final class RandomPlaysTest {

  private static final int RUNS = 250;

  @Test
  void random_scenarios_keep_the_invariants_and_their_journals_replay() {
    Seed.each(
        RandomPlaysTest.class, RUNS, seed -> check(RandomScenarios.scenario(seed).toString()));
  }

  @Test
  void stored_scenarios_keep_the_invariants_and_their_journals_replay() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("/scenarios.jsonl"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        check(new ObjectMapper().readTree(line).get("scenario").toString());
      }
    }
  }

  private static void check(String scenario) {
    Replay[] replay = new Replay[1];
    new ScenarioPlay(
            scenario,
            limits -> {
              replay[0] = new Replay(limits);
              return List.<Rehearsal.Observer>of(new Invariants(limits), replay[0]);
            })
        .play();
    replay[0].check();
  }
}
