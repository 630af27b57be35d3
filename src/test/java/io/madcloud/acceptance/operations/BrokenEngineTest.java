package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine gets over, and what it says when it does not. */
final class BrokenEngineTest {

  private static final String PROGRAM =
      """
      fields: { text: string, length: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
      """;

  @TempDir private Path directory;

  @Test
  void stores_that_cannot_be_opened_are_rebuilt() throws Exception {
    try (TestBed bed = TestBed.start(directory)) {
      bed.declare(PROGRAM);
      Oracle oracle = bed.oracle();
      EngineProcess first = bed.engine("engine");
      first.awaitRunning();
      bed.notify("before", "/start", Map.of("text", "some"));
      Eventually.until("an outcome", () -> oracle.poll(Duration.ofMillis(100)).stopped() == 1);
      first.stop();
      spoil(directory.resolve("engine"));

      EngineProcess second = bed.engine("engine");
      second.awaitOutput("rebuilt from their changelogs");
      second.awaitRunning();
      bed.notify("before", "/start", Map.of("text", "again"));
      bed.notify("after", "/start", Map.of("text", "some"));
      Eventually.until("an outcome", () -> oracle.poll(Duration.ofMillis(100)).stopped() == 2);
      oracle.readToEnd();
      assertThat(oracle.findings(Set.of("before", "after"))).isEmpty();
    }
  }

  private static void spoil(Path stores) throws IOException {
    try (Stream<Path> files = Files.walk(stores)) {
      List<Path> manifests =
          files.filter(file -> file.getFileName().toString().equals("CURRENT")).toList();
      assertThat(manifests).isNotEmpty();
      for (Path manifest : manifests) {
        Files.writeString(manifest, "nothing that a store understands");
      }
    }
  }

  @Test
  void threads_that_end_too_often_end_the_engine_with_an_exit_code_of_its_own() throws Exception {
    try (TestBed bed = TestBed.start(directory)) {
      bed.declare(PROGRAM);
      EngineProcess engine = bed.engine("engine", Map.of("madcloud.thread.failures", "1"));
      engine.awaitRunning();
      try (Admin admin = Admin.create(bed.clients())) {
        admin.deleteTopics(List.of("madcloud.replies")).all().get();
      }
      assertThat(engine.awaitExit()).isEqualTo(4);
      assertThat(engine.output())
          .contains("another takes over")
          .contains("one too many: the engine stops")
          .contains("Expected the engine to run until it is asked to stop");
    }
  }
}
