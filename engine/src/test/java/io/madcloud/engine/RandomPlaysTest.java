package io.madcloud.engine;

import io.madcloud.engine.oracle.RandomScenarios;
import io.madcloud.engine.scenario.Rehearsal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random programs and events: every turn keeps the invariants, and the journals replay. */
final class RandomPlaysTest {

  private static final int RUNS = 250;

  @Test
  void random_scenarios_keep_the_invariants_and_their_journals_replay() {
    Seed.each(
        RandomPlaysTest.class,
        RUNS,
        seed -> {
          Replay[] replay = new Replay[1];
          new ScenarioPlay(
                  RandomScenarios.scenario(seed).toString(),
                  limits -> {
                    replay[0] = new Replay(limits);
                    return List.<Rehearsal.Observer>of(new Invariants(limits), replay[0]);
                  })
              .play();
          replay[0].check();
        });
  }
}
