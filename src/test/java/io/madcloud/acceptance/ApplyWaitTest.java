package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever declares can wait until every engine works with it, and hears which does not. */
final class ApplyWaitTest {

  /** An engine that stands still is a member of its group for so long. */
  private static final Map<String, String> PATIENT = Map.of("consumer.session.timeout.ms", "90000");

  @TempDir private Path directory;

  private int declared;

  @Test
  void an_engine_that_stands_still_is_waited_for_and_named() throws Exception {
    try (TestBed bed = TestBed.start(directory)) {
      EngineProcess first = bed.engine("first", PATIENT);
      EngineProcess second = bed.engine("second", PATIENT);
      first.awaitRunning();
      second.awaitRunning();
      Eventually.until("two engines at work", () -> bed.working() == 2);

      long startNs = System.nanoTime();
      assertThat(apply(bed).done().out()).endsWith("All 2 engines work with it.\n");
      System.out.printf(
          "declared and folded by both in %d ms%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));

      second.pause();
      CommandOutcome late = apply(bed, "--timeout", "2s").ended(1);
      assertThat(late.err())
          .startsWith("madcloud: Expected all 2 engines to work with revision ")
          .containsPattern("within 2 s, but not yet: madcloud-[-0-9a-f]{36} on 127\\.0\\.0\\.1 \\(")
          .contains("It is declared and stands")
          .containsOnlyOnce(" on 127.0.0.1 (");
      assertThat(run(bed, "ops").done().out()).contains("/late-" + declared);

      second.resume();
      assertThat(run(bed, "apply", file(), "--wait").done().out())
          .startsWith("Nothing to change: revision ")
          .endsWith("All 2 engines work with it.\n");

      first.stop();
      assertThat(apply(bed).done().out()).endsWith("The engine works with it.\n");
      assertThat(groups(bed)).as("of the engine that is left").hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "streams"})
  void engines_of_either_rebalance_protocol_are_waited_for(String protocol) throws Exception {
    try (TestBed bed = TestBed.start(directory)) {
      bed.engine(protocol, Map.of("streams.group.protocol", protocol)).awaitRunning();

      assertThat(apply(bed).done().out()).endsWith("The engine works with it.\n");
    }
  }

  /** Declares one more op and waits for the engines. */
  private CommandOutcome apply(TestBed bed, String... options) throws IOException {
    declared++;
    Files.writeString(
        Path.of(file()),
        "{ fields: { x: long }, ops: { late-%d: { out: [x] } } }".formatted(declared));
    List<String> arguments = new ArrayList<>(List.of("apply", file(), "--wait"));
    arguments.addAll(List.of(options));
    return run(bed, arguments.toArray(String[]::new));
  }

  private String file() {
    return directory.resolve("late.yaml").toString();
  }

  private static CommandOutcome run(TestBed bed, String... arguments) {
    return CommandOutcome.of(
        bed.clients().get("bootstrap.servers").toString(),
        bed.clients().get("schema.registry.url").toString(),
        arguments);
  }

  private static List<String> groups(TestBed bed) throws Exception {
    try (Admin admin = Admin.create(bed.clients())) {
      return admin.listGroups().all().get().stream()
          .map(GroupListing::groupId)
          .filter(group -> group.startsWith("madcloud-folded-"))
          .toList();
    }
  }
}
