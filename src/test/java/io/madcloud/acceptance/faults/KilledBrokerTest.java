package io.madcloud.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CallWorker;
import io.madcloud.acceptance.harness.ClusterProcess;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only broker is killed under load, with the registry, and started again on its data. */
final class KilledBrokerTest {
  private static final int KILLS = 1;
  private static final int BATCH = 300;
  private static final String PROGRAM =
      """
      fields: { text: string, length: long, price: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        ask: { in: [length], out: [price], call: pricing }
      """;

  @TempDir private Path directory;

  private final Set<String> processes = new TreeSet<>();

  @Test
  void a_broker_that_is_killed_and_started_again_loses_and_doubles_nothing() throws Exception {
    try (ClusterProcess cluster = ClusterProcess.start(directory);
        TestBed bed = TestBed.startOn(cluster, directory, "pricing")) {
      bed.declare(PROGRAM);
      CallWorker worker = bed.worker("pricing", call -> List.of(Map.of("price", 3L)));
      Oracle oracle = bed.oracle();
      EngineProcess engine = bed.engine("engine");
      engine.awaitRunning();
      for (int kill = 0; kill < KILLS; kill++) {
        notify(bed);
        int some = processes.size() - BATCH / 2;
        await(oracle, some, engine);
        cluster.kill();
        System.out.printf("killed with %d of %d through%n", oracle.stopped(), processes.size());
        assertThat(engine.isAlive()).isTrue();
        cluster.start();
      }
      await(oracle, processes.size(), engine);
      oracle.readToEnd();
      assertThat(oracle.findings(processes)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
      assertThat(engine.isAlive()).as(engine.tail()).isTrue();
      worker.requireWork();
    }
  }

  private void notify(TestBed bed) {
    for (int count = 0; count < BATCH; count++) {
      String process = "p" + processes.size();
      bed.notify(process, "/start", Map.of("text", "abc"));
      processes.add(process);
    }
  }

  private static void await(Oracle oracle, int stopped, EngineProcess engine) {
    Eventually.until(
        stopped + " outcomes",
        Duration.ofSeconds(90),
        () -> oracle.poll(Duration.ofMillis(20)).stopped() >= stopped || !engine.isAlive(),
        () -> oracle.stopped() + " of them; the engine printed: " + engine.tail());
  }
}
