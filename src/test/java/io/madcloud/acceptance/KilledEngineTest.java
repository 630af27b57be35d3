package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CallWorker;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine that is killed in the middle of its work, three times, serves every process exactly
 * once: when it starts again on its own stores, and when another takes over with none.
 */
final class KilledEngineTest {
  private static final int PROCESSES = 5_000;

  /** So many may be under way; a kill always finds work unfinished. */
  private static final int WINDOW = 500;

  private static final List<String> STARTS = List.of("first", "first", "second", "first");
  private static final Duration POLL = Duration.ofMillis(20);

  @TempDir private Path directory;

  private int published;

  @Test
  void five_thousand_processes_are_served_exactly_once_though_the_engine_is_killed_three_times()
      throws Exception {
    try (TestBed bed = TestBed.start(directory, ShopProgram.SERVER)) {
      bed.declare(ShopProgram.YAML);
      CallWorker worker = bed.worker(ShopProgram.SERVER, ShopProgram::price);
      Oracle oracle = bed.oracle();
      long startNs = System.nanoTime();
      for (int quarter = 1; quarter <= 4; quarter++) {
        EngineProcess engine = bed.engine(STARTS.get(quarter - 1));
        int before = oracle.stopped();
        report("the engine runs %d ms after its start".formatted(engine.awaitRunning()));
        serve(bed, oracle, engine, before + 1);
        report("work goes on %d ms after its start".formatted(engine.ageMs()));
        serve(bed, oracle, engine, PROCESSES * quarter / 4);
        if (quarter < 4) {
          engine.kill();
          oracle.readToEnd();
          report("killed, %d of %d under way".formatted(published - oracle.stopped(), published));
          assertThat(oracle.stopped()).isLessThan(published);
        } else {
          engine.stop();
        }
      }
      oracle.readToEnd();
      report(
          "%d processes, %d calls, %d records in %d ms"
              .formatted(
                  PROCESSES,
                  worker.calls(),
                  oracle.records(),
                  (System.nanoTime() - startNs) / 1_000_000));

      Set<String> all =
          IntStream.range(0, PROCESSES).mapToObj(ShopProgram::process).collect(Collectors.toSet());
      assertThat(oracle.findings(all)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
      assertThat(
              IntStream.range(0, PROCESSES)
                  .filter(i -> !ShopProgram.isAsExpected(i, oracle.outcome(ShopProgram.process(i))))
                  .mapToObj(i -> i + " is " + oracle.outcome(ShopProgram.process(i)))
                  .limit(3))
          .isEmpty();
      assertThat(oracle.findingsWithout(oracle.records() / 2, all)).isNotEmpty();
      assertThat(oracle.findingsWithTwice(oracle.records() / 3, all)).isNotEmpty();
    }
  }

  /** Publishes, as long as not too many are under way, until so many processes have stopped. */
  private void serve(TestBed bed, Oracle oracle, EngineProcess engine, int stopped) {
    Eventually.until(
        stopped + " outcomes",
        Duration.ofSeconds(60),
        () -> {
          while (published < PROCESSES && published - oracle.stopped() < WINDOW) {
            publish(bed, published++);
          }
          return oracle.poll(POLL).stopped() >= stopped || !engine.isAlive();
        },
        () -> oracle.stopped() + " of " + published + "; the engine printed: " + engine.tail());
    assertThat(engine.isAlive()).as(engine.tail()).isTrue();
  }

  /** Every tenth event comes twice, as from a producer that did not hear that it had arrived. */
  private static void publish(TestBed bed, int number) {
    for (int times = number % 10 == 0 ? 2 : 1; times > 0; times--) {
      bed.notify(ShopProgram.process(number), ShopProgram.ARRIVE, ShopProgram.event(number));
    }
  }

  private static void report(String line) {
    System.out.println(line);
  }
}
