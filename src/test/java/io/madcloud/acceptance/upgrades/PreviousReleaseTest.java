package io.madcloud.acceptance.upgrades;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.SourceTree;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.DeadLetter;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.acceptance.oracle.Stop;
import io.madcloud.app.cluster.TemporaryDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An engine of now goes on with what an engine of each release left on brokers, registry and disk:
 * with its stores, as after a restart, and without them, as on another machine. {@code
 * -Dmadcloud.record=0.2.0} takes down what an engine of now leaves as that of a release before;
 * CONTRIBUTING.md tells the whole command.
 */
final class PreviousReleaseTest {

  /** The processes that nothing happens to before somebody does something. */
  static final List<String> STILL =
      List.of(
          "asked",
          "sleeping",
          "forked",
          "long",
          "painted",
          "orphan",
          "squeezed-1",
          "squeezed-2",
          "squeezed-3",
          "squeezed-4",
          "done",
          "broken",
          "cancelled",
          "looped",
          "gathered");

  /** What all processes come to in the end. */
  private static final Map<String, End> ENDS =
      Map.ofEntries(
          Map.entry("asked", End.quiescent("/desk/summary", "yes asked 5")),
          Map.entry("replied", End.quiescent("/desk/summary", "by hand 7")),
          Map.entry("retried", End.quiescent("/desk/summary", "yes retried 7")),
          Map.entry("done", End.quiescent("/desk/summary", "by hand 4")),
          Map.entry("broken", End.quiescent("/desk/summary", "yes broken 6")),
          Map.entry("late", End.quiescent("/desk/summary", "yes late 4")),
          Map.entry("cancelled", new End("CANCELLED", "/desk/length", List.of(9L))),
          Map.entry("sleeping", new End("CANCELLED", "/desk/dream", List.of("sheep"))),
          Map.entry("timed", End.quiescent("/desk/reminded", 8L)),
          Map.entry("forked", End.quiescent("/desk/verdict", "yes a", "yes b", "yes c")),
          Map.entry("long", End.quiescent("/desk/confirmed", "yes 40")),
          Map.entry("squeezed-1", End.quiescent("/desk/pressed", "yes 1")),
          Map.entry("squeezed-2", End.quiescent("/desk/pressed", "yes 2")),
          Map.entry("squeezed-3", End.quiescent("/desk/pressed", "yes 3")),
          Map.entry("squeezed-4", End.quiescent("/desk/pressed", "yes 4")),
          Map.entry("painted", End.quiescent("/desk/dried", "dry red")),
          Map.entry("looped", new End("FAILED", "/desk/m", List.of(60L))),
          Map.entry("orphan", End.quiescent("/desk/retired", "yes chair")),
          Map.entry("gathered", End.quiescent("/desk/total", 3L)));

  private static final Path RELEASED = SourceTree.ROOT.resolve("src/test/resources/released");
  private static final String RECORD = System.getProperty("madcloud.record", "");
  private static final String DATA = "data.zip.gz";
  private static final String PROCESSES = "processes.jsonl";

  /**
   * What a process comes to.
   *
   * @param values of the field in the live fieldsets, in order
   */
  private record End(String status, String field, List<Object> values) {

    static End quiescent(String field, Object... values) {
      return new End("QUIESCENT", field, List.of(values));
    }

    static End of(Stop stop, String field) {
      return new End(
          stop.status(),
          field,
          stop.fieldsets().values().stream()
              .map(fields -> fields.get(field))
              .filter(Objects::nonNull)
              .toList());
    }
  }

  @TempDir private Path directory;

  private TestBed bed;
  private Oracle oracle;

  @ParameterizedTest(name = "{0}, with its stores: {1}")
  @MethodSource("releases")
  void an_engine_goes_on_with_what_a_release_left(String release, boolean withStores)
      throws Exception {
    Archive.unpack(RELEASED.resolve(release).resolve(DATA), directory);
    if (!withStores) {
      TemporaryDirectory.delete(directory.resolve("engine"));
    }
    try (TestBed opened = TestBed.on(directory)) {
      bed = opened;
      oracle = bed.oracle();
      EngineProcess engine = bed.engine("engine", Recording.ENGINE);
      engine.awaitRunning();
      assertStill(Files.readAllLines(RELEASED.resolve(release).resolve(PROCESSES)));
      until("an input that nobody had taken", () -> oracle.ops("late").size() == 2);
      bed.worker(DeskProgram.CLERK, DeskProgram::answer);
      bed.worker(DeskProgram.NARROW, DeskProgram::answer);
      bed.command("op", "resume", DeskProgram.PAUSED).done();
      bed.command("dead-letters", "redrive", "--process", "broken").done();
      bed.command("cancel", "sleeping").done();

      until("all outcomes", () -> ENDS.keySet().stream().allMatch(this::hasEnded));
      assertThat(
              bed.command("notify", DeskProgram.OPEN, "text=x", "--process", "gathered", "--wait")
                  .err())
          .contains("gathered is taken by a process that is quiescent");
      oracle.readToEnd();
      assertThat(oracle.findings(ENDS.keySet())).isEmpty();
      // The clerk answers a call of a process that was cancelled, too.
      assertThat(oracle.deadLetters())
          .extracting(DeadLetter::key)
          .contains("broken")
          .isSubsetOf("broken", "cancelled");
      assertThat(engine.output()).doesNotContain("rebuilt from their changelogs");
    }
  }

  static List<Arguments> releases() throws Exception {
    if (!RECORD.isEmpty()) {
      Path release = RELEASED.resolve(RECORD);
      try (TemporaryDirectory data = TemporaryDirectory.create("madcloud-record")) {
        Recording.make(data.path(), release.resolve(DATA), release.resolve(PROCESSES));
      }
    }
    try (Stream<Path> releases = Files.list(RELEASED)) {
      return releases
          .map(release -> release.getFileName().toString())
          .sorted()
          .flatMap(name -> Stream.of(Arguments.of(name, true), Arguments.of(name, false)))
          .toList();
    }
  }

  private boolean hasEnded(String process) {
    End end = ENDS.get(process);
    Stop stop = oracle.outcome(process);
    return stop != null && End.of(stop, end.field).equals(end);
  }

  private String left() {
    return ENDS.keySet().stream()
        .filter(process -> !hasEnded(process))
        .sorted()
        .map(process -> process + " came to " + oracle.outcome(process))
        .collect(Collectors.joining("; "));
  }

  /** Later releases may tell more. */
  private void assertStill(List<String> recorded) throws Exception {
    List<String> ids = new ArrayList<>();
    for (String line : recorded) {
      JsonNode before = new ObjectMapper().readTree(line);
      String process = before.get("id").asText();
      ids.add(process);
      assertTold(process, before, Recording.told(bed, process));
    }
    assertThat(ids).isEqualTo(STILL);
  }

  private static void assertTold(String place, JsonNode before, JsonNode now) {
    if (before.isObject()) {
      before
          .properties()
          .forEach(
              member ->
                  assertTold(
                      place + "." + member.getKey(), member.getValue(), now.path(member.getKey())));
    } else if (before.isArray() && now.size() == before.size()) {
      for (int i = 0; i < before.size(); i++) {
        assertTold(place + "[" + i + "]", before.get(i), now.get(i));
      }
    } else {
      assertThat(now).as(place).isEqualTo(before);
    }
  }

  private void until(String what, BooleanSupplier holds) {
    Eventually.until(
        what,
        Duration.ofMinutes(2),
        () -> {
          oracle.poll(Duration.ofMillis(50));
          return holds.getAsBoolean();
        },
        this::left);
  }
}
