package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineHttp;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two engines that stand by for each other are stopped and started again, one after the other. */
final class RollingRestartTest {

  private static final String PROGRAM =
      """
      fields: { text: string, length: long, twice: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        double: { in: [length], out: [twice], expr: { twice: "length * 2" } }
      """;

  private static final long LONGEST_GAP_MS = 5_000;

  /** By SIGTERM, as the JVM says it. */
  private static final int STOPPED = 143;

  @TempDir private Path directory;

  @Test
  void no_outcome_is_lost_or_doubled_and_none_is_long_in_coming() throws Exception {
    List<EngineHttp> doors = List.of(EngineHttp.atFreePort(), EngineHttp.atFreePort());
    try (TestBed bed = TestBed.start(directory)) {
      bed.declare(PROGRAM);
      EngineProcess[] engines = {start(bed, doors, 0), start(bed, doors, 1)};
      Oracle oracle = bed.oracle();
      Set<String> all;
      try (SteadyLoad load = SteadyLoad.begin(bed, "/start")) {
        awaitBoth(bed, doors);
        await(load, 1_000);
        load.takeLongestMs();
        for (int index = 0; index < engines.length; index++) {
          EngineHttp door = doors.get(index);
          EngineProcess engine = engines[index];
          CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(engine::stop);
          Eventually.until(
              "an engine that is not ready", () -> door.status("/health/ready") != 200);
          assertThat(exit.get()).as(engine.tail()).isEqualTo(STOPPED);
          assertThat(engine.output()).contains("The engine has stopped.");
          engines[index] = start(bed, doors, index);
          awaitBoth(bed, doors);
          await(load, load.seen() + 400);
          Map<Integer, Long> longestMs = load.takeLongestMs();
          System.out.printf("longest gaps by partition: %s ms%n", longestMs);
          assertThat(longestMs).hasSize(TestBed.PARTITIONS);
          assertThat(longestMs.values())
              .allSatisfy(it -> assertThat(it).isLessThan(LONGEST_GAP_MS));
        }
        all = load.end();
      }
      oracle.readToEnd();
      System.out.printf("%d processes%n", all.size());
      assertThat(oracle.findings(all)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
    }
  }

  private static EngineProcess start(TestBed bed, List<EngineHttp> doors, int index) {
    return bed.engine(
        "engine-" + index,
        Map.of(
            "madcloud.http.port",
            "" + doors.get(index).port(),
            "streams.num.standby.replicas",
            "1"));
  }

  private static void awaitBoth(TestBed bed, List<EngineHttp> doors) {
    Eventually.until(
        "two engines that are ready",
        () -> doors.stream().allMatch(door -> door.status("/health/ready") == 200));
    Eventually.until("two engines that work", () -> bed.working() == 2);
  }

  private static void await(SteadyLoad load, int outcomes) {
    Eventually.until(outcomes + " outcomes", () -> load.seen() >= outcomes);
  }
}
