package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.RegistryDoor;
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

/**
 * A schema registry that is down keeps an engine from starting, not from working: it says so and
 * tries again until the registry is there, and what it knows by then is all it needs.
 */
final class RegistryOutageTest {
  private static final String PROGRAM =
      """
      mount: /o
      fields: { text: string, length: long, price: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        ask: { in: [length], out: [price], call: pricing }
      """;

  @TempDir private Path directory;

  private final Set<String> processes = new TreeSet<>();

  @Test
  void an_engine_that_starts_without_a_registry_waits_for_it() throws Exception {
    try (TestBed bed = TestBed.start(directory, "pricing")) {
      RegistryDoor door = bed.registryDoor();
      bed.declare(PROGRAM);
      bed.worker("pricing", call -> List.of(Map.of("price", 3L)));
      door.shut();
      EngineProcess engine =
          bed.engine(
              "engine",
              Map.of(
                  "schema.registry.url",
                  door.url(),
                  "madcloud.schema.registry.retry.timeout.ms",
                  "500"));
      engine.awaitOutput("Expected the schema registry to answer, but " + door.url());
      Eventually.until("three attempts", () -> engine.output().split("tried again").length > 3);
      assertThat(engine.output()).doesNotContain("The engine is running.");
      assertThat(engine.isAlive()).isTrue();

      door.open();
      engine.awaitRunning();
      Oracle oracle = bed.oracle();
      serve(bed, oracle, engine);
      assertThat(oracle.findings(processes)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
    }
  }

  @Test
  void an_engine_that_loses_the_registry_goes_on() throws Exception {
    try (TestBed bed = TestBed.start(directory, "pricing")) {
      RegistryDoor door = bed.registryDoor();
      bed.declare(PROGRAM);
      bed.worker("pricing", call -> List.of(Map.of("price", 3L)));
      EngineProcess engine = bed.engine("engine", Map.of("schema.registry.url", door.url()));
      engine.awaitRunning();

      // It has not seen a single input yet: what it needs it has asked for at its start.
      door.shut();
      Oracle oracle = bed.oracle();
      serve(bed, oracle, engine);
      serve(bed, oracle, engine);
      assertThat(oracle.findings(processes)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
      assertThat(engine.output()).doesNotContain("A stream thread ended");
    }
  }

  private void serve(TestBed bed, Oracle oracle, EngineProcess engine) {
    for (int i = 0; i < 100; i++) {
      String process = "p" + processes.size();
      bed.notify(process, "/o/start", Map.of("text", "abc"));
      processes.add(process);
    }
    Eventually.until(
        processes.size() + " outcomes",
        Duration.ofSeconds(60),
        () -> oracle.poll(Duration.ofMillis(50)).stopped() >= processes.size(),
        () -> oracle.stopped() + " of them; the engine printed: " + engine.tail());
  }
}
