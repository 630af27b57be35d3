package io.madcloud.acceptance.upgrades;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions cannot be added to an engine that has processes, and what is done instead. */
final class MorePartitionsTest {

  private static final int PARTITIONS = 2;

  private static final String PROGRAM =
      """
      mount: /desk
      fields: { text: string, answer: string }
      ops:
        open: { out: [text] }
        ask: { in: [text], out: [answer], call: clerk }
      """;

  @TempDir private Path directory;

  private TestBed bed;

  @Test
  void a_second_engine_takes_what_is_new_while_the_first_ends_what_it_has() throws Exception {
    try (TestBed opened = TestBed.startWithPartitions(PARTITIONS, directory, "clerk")) {
      bed = opened;
      Path program = Files.writeString(directory.resolve("program.yaml"), PROGRAM);
      Path wide =
          Files.writeString(
              directory.resolve("wide.properties"),
              "madcloud.application.id=wide\nmadcloud.topic.prefix=wide.\n");
      bed.declare(PROGRAM);
      EngineProcess first = bed.engine("first");
      first.awaitRunning();
      run(List.of("notify", "/desk/open", "text=a", "--process", "old"));

      String[] other = {"--command-config", wide.toString()};
      run(List.of("topics", "create", "--partitions", "8", "--server", "clerk"), other);
      run(List.of("apply", program.toString()), other);
      EngineProcess second =
          bed.engine(
              "second",
              Map.of("madcloud.application.id", "wide", "madcloud.topic.prefix", "wide."));
      second.awaitRunning();
      run(List.of("notify", "/desk/open", "text=b", "--process", "new"), other);
      run(List.of("reply", "new", "/desk/ask", "answer=yes"), other);
      run(List.of("reply", "old", "/desk/ask", "answer=no"));

      assertThat(run(List.of("process", "old")).out()).contains("quiescent", "\"no\"");
      assertThat(run(List.of("process", "new"), other).out()).contains("quiescent", "\"yes\"");
      assertThat(bed.command("process", "new").exitCode()).isEqualTo(3);
      assertThat(first.stop()).isEqualTo(143);
      assertThat(run(List.of("reset", "--dry-run", "--topics")).out())
          .contains("madcloud.journal", "madcloud-processes-changelog")
          .doesNotContain("wide");
    }
  }

  @Test
  void an_engine_with_processes_ends_when_partitions_are_added_and_does_not_start_again()
      throws Exception {
    try (TestBed opened = TestBed.startWithPartitions(PARTITIONS, directory, "clerk")) {
      bed = opened;
      bed.declare(PROGRAM);
      Map<String, String> impatient =
          Map.of("kafka.metadata.max.age.ms", "1000", "madcloud.thread.failures", "1");
      EngineProcess engine = bed.engine("first", impatient);
      engine.awaitRunning();
      run(List.of("notify", "/desk/open", "text=a", "--process", "old"));

      addPartitions("madcloud.notifications", "madcloud.replies", "madcloud.controls");
      assertThat(engine.awaitExit()).isEqualTo(4);
      assertThat(engine.output()).contains("partitions");

      EngineProcess again = bed.engine("first");
      assertThat(again.awaitExit()).isEqualTo(1);
      assertThat(again.output())
          .contains("Expected 4 partitions in the topics of the stores, as the input topics have")
          .contains("madcloud-processes-changelog=2")
          .contains("docs/operations.md");
    }
  }

  private void addPartitions(String... topics) throws Exception {
    try (Admin admin = Admin.create(bed.clients())) {
      admin
          .createPartitions(
              Stream.of(topics)
                  .collect(
                      Collectors.toMap(
                          Function.identity(), topic -> NewPartitions.increaseTo(2 * PARTITIONS))))
          .all()
          .get();
    }
  }

  private CommandOutcome run(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return bed.command(all.toArray(String[]::new)).done();
  }
}
