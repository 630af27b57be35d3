package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.wire.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ops come and go while processes run and wait: two engines that started with different programs,
 * hence with different op nodes, share the partitions and hand them over in a rolling restart, and
 * every process is served exactly once by the ops that it met.
 */
final class MutableProgramTest {
  private static final int BATCH = 100;
  private static final String ASK = "/desk/ask";
  private static final String CHECK = "/desk/check";

  private static final String PROGRAM =
      """
      mount: /desk
      fields: { text: string, length: long, answer: string, checked: string }
      ops:
        open: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        ask: { in: [text], out: [answer], call: clerk }
        check: { in: [text], out: [checked], call: clerk }
      """;

  private static final String MORE =
      """
      mount: /desk
      fields: { shout: string, echo: string }
      ops:
        shout: { in: [text], out: [shout], expr: { shout: "text + '!'" } }
        echo: { in: [answer, shout], out: [echo], expr: { echo: "shout + ' ' + answer" } }
      """;

  @TempDir private Path directory;

  private final Set<String> processes = new HashSet<>();
  private TestBed bed;
  private Oracle oracle;

  @Test
  void ops_come_and_go_while_processes_wait_and_engines_with_different_nodes_restart()
      throws Exception {
    try (TestBed opened = TestBed.start(directory, "clerk")) {
      bed = opened;
      oracle = bed.oracle();
      bed.declare(PROGRAM);
      EngineProcess first = bed.engine("first");
      first.awaitRunning();
      List<String> early = open();
      until("calls that wait", () -> early.stream().allMatch(p -> invoked(p, ASK, CHECK)));

      bed.declare(MORE);
      until("a new op in all that wait", () -> early.stream().allMatch(this::shouts));
      EngineProcess second = bed.engine("second");
      second.awaitRunning();
      Eventually.until("two engines at work", () -> bed.working() == 2);
      List<String> shared = open();
      until("two engines with the new op", () -> shared.stream().allMatch(this::shouts));

      long removed = bed.remove(CHECK);
      until(
          "a removal that both engines know",
          () -> probe().stream().allMatch(p -> oracle.programRevision(p) >= removed));
      List<String> late = restart(first, second);

      bed.worker("clerk", MutableProgramTest::answer);
      until("all outcomes", () -> oracle.stopped() == processes.size());
      oracle.readToEnd();
      assertThat(oracle.findings(processes)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
      early.forEach(process -> cameTo(process, true));
      shared.forEach(process -> cameTo(process, true));
      late.forEach(process -> cameTo(process, false));
    }
  }

  /** One engine after the other goes and comes back with the nodes of the program as it is now. */
  private List<String> restart(EngineProcess first, EngineProcess second) {
    List<String> late = new ArrayList<>();
    for (EngineProcess engine : List.of(first, second)) {
      long stopNs = System.nanoTime();
      engine.stop();
      List<String> alone = open();
      until("one engine that serves all", () -> alone.stream().allMatch(p -> invoked(p, ASK)));
      System.out.printf(
          "all served %d ms after a stop%n", (System.nanoTime() - stopNs) / 1_000_000);
      EngineProcess again = bed.engine(engine == first ? "first" : "second");
      again.awaitRunning();
      Eventually.until("two engines at work", () -> bed.working() == 2);
      List<String> both = open();
      until("two engines that serve all", () -> both.stream().allMatch(p -> invoked(p, ASK)));
      late.addAll(alone);
      late.addAll(both);
    }
    return late;
  }

  private void cameTo(String process, boolean wasChecked) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("/desk/text", process);
    fields.put("/desk/length", (long) process.length());
    fields.put("/desk/answer", "yes " + process);
    fields.put("/desk/shout", process + "!");
    fields.put("/desk/echo", process + "! yes " + process);
    if (wasChecked) {
      fields.put("/desk/checked", "seen " + process);
    }
    assertThat(oracle.outcome(process).fieldsets()).isEqualTo(Map.of("0", fields));
    assertThat(oracle.ops(process)).doesNotHaveDuplicates();
  }

  private static List<Map<String, Object>> answer(Call call) {
    Object text = call.getInputs().get("text");
    return call.getOp().equals(ASK)
        ? List.of(Map.of("answer", "yes " + text))
        : List.of(Map.of("checked", "seen " + text));
  }

  private List<String> open() {
    return open(BATCH);
  }

  private List<String> open(int count) {
    List<String> opened = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String process = "desk-" + processes.size();
      bed.notify(process, "/desk/open", Map.of("text", process));
      processes.add(process);
      opened.add(process);
    }
    return opened;
  }

  /** Processes in all partitions that have taken a turn. */
  private List<String> probe() {
    List<String> probes = open(10 * TestBed.PARTITIONS);
    until("turns of the probes", () -> probes.stream().allMatch(p -> invoked(p, ASK)));
    return probes;
  }

  private boolean invoked(String process, String... ops) {
    return oracle.ops(process).containsAll(List.of(ops));
  }

  private boolean shouts(String process) {
    return oracle.holds(process, "/desk/shout");
  }

  private void until(String what, BooleanSupplier holds) {
    Eventually.until(
        what,
        () -> {
          oracle.poll(Duration.ofMillis(50));
          return holds.getAsBoolean();
        });
  }
}
