package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CallWorker;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.wire.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slow server never has more calls than its limit says, whatever comes, and though the engine is
 * killed in the middle; every call comes to it, and no call twice.
 */
final class BackPressureTest {

  private static final String SERVER = "slow";
  private static final int PARTITIONS = 2;
  private static final int LIMIT = 4;
  private static final int PROCESSES = 300;
  private static final int MORE = 100;
  private static final Duration HOLD = Duration.ofMillis(20);
  private static final Duration POLL = Duration.ofMillis(20);

  private static final String PROGRAM =
      """
      fields: { number: long, twice: long }
      servers: { slow: { in-flight: %s } }
      ops:
        begin: { out: [number] }
        double: { in: [number], out: [twice], call: slow }
      """;

  @TempDir private Path directory;

  private final List<String> called = Collections.synchronizedList(new ArrayList<>());

  @Test
  void a_server_never_has_more_calls_than_its_limit_though_the_engine_is_killed() throws Exception {
    try (TestBed bed = TestBed.startWithPartitions(PARTITIONS, directory, SERVER)) {
      bed.declare(PROGRAM.formatted(LIMIT));
      CallWorker worker = bed.worker(SERVER, this::answer, HOLD);
      Oracle oracle = bed.oracle();
      EngineProcess engine = engine(bed, "first");
      engine.awaitRunning();
      begin(bed, 0, PROCESSES);
      await(oracle, engine, PROCESSES / 3);
      engine.kill();

      engine = engine(bed, "first");
      await(oracle, engine, PROCESSES * 2 / 3);
      engine.kill();
      assertThat(worker.calls()).isLessThan(PROCESSES);

      engine = engine(bed, "second");
      await(oracle, engine, PROCESSES);
      report(worker, oracle);
      assertThat(worker.mostHeld()).isBetween(LIMIT - 1, LIMIT);
      checkServed(oracle, PROCESSES);

      // Without the limit the same server has more at a time: it is the limit that held them back.
      bed.declare(PROGRAM.formatted("none"));
      begin(bed, PROCESSES, PROCESSES + MORE);
      await(oracle, engine, PROCESSES + MORE);
      report(worker, oracle);
      assertThat(worker.mostHeld()).isGreaterThan(LIMIT);
      engine.stop();
      checkServed(oracle, PROCESSES + MORE);
    }
  }

  private static EngineProcess engine(TestBed bed, String name) {
    return bed.engine(name, Map.of("madcloud.commit.interval.ms", "20"));
  }

  private List<Map<String, Object>> answer(Call call) {
    called.add(call.getProcess() + "/" + call.getAttempt());
    return List.of(Map.of("twice", 2 * (Long) call.getInputs().get("number")));
  }

  private static void begin(TestBed bed, int from, int to) {
    for (int number = from; number < to; number++) {
      bed.notify("p" + number, "/begin", Map.of("number", (long) number));
    }
  }

  private static void await(Oracle oracle, EngineProcess engine, int stopped) {
    Eventually.until(
        stopped + " outcomes",
        Duration.ofSeconds(90),
        () -> oracle.poll(POLL).stopped() >= stopped || !engine.isAlive(),
        () -> oracle.stopped() + " of them; the engine printed: " + engine.tail());
    assertThat(engine.isAlive()).as(engine.tail()).isTrue();
  }

  private void checkServed(Oracle oracle, int processes) {
    oracle.readToEnd();
    Set<String> all =
        IntStream.range(0, processes).mapToObj(number -> "p" + number).collect(Collectors.toSet());
    assertThat(oracle.findings(all)).isEmpty();
    assertThat(oracle.deadLetters()).isEmpty();
    assertThat(called)
        .containsExactlyInAnyOrderElementsOf(
            all.stream().map(process -> process + "/1").collect(Collectors.toList()));
    for (int number = 0; number < processes; number++) {
      assertThat(oracle.outcome("p" + number).fieldsets().get("0"))
          .isEqualTo(Map.of("/number", (long) number, "/twice", 2L * number));
    }
  }

  private static void report(CallWorker worker, Oracle oracle) {
    System.out.printf(
        "%d calls, at most %d at a time, %d processes have stopped%n",
        worker.calls(), worker.mostHeld(), oracle.stopped());
  }
}
