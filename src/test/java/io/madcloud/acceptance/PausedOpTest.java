package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.wire.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An op is paused while work comes in. What waits is counted, also by an engine that was killed
 * meanwhile and starts again, and after the op is resumed every process comes to its end, exactly
 * once.
 */
final class PausedOpTest {
  private static final int BATCH = 300;
  private static final String ASK = "/desk/ask";

  private static final String PROGRAM =
      """
      mount: /desk
      fields: { text: string, length: long, answer: string, echo: string }
      ops:
        open: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        ask: { in: [text], out: [answer], call: clerk }
        echo: { in: [answer, length], out: [echo], expr: { echo: "answer + string(length)" } }
      """;

  @TempDir private Path directory;

  private final Set<String> processes = new HashSet<>();
  private TestBed bed;
  private Oracle oracle;

  @Test
  void what_waits_for_a_paused_op_survives_a_kill_and_catches_up() throws Exception {
    try (TestBed opened = TestBed.start(directory, "clerk")) {
      bed = opened;
      oracle = bed.oracle();
      bed.declare(PROGRAM);
      bed.worker("clerk", PausedOpTest::answer);
      EngineProcess engine = bed.engine("first");
      engine.awaitRunning();
      open(BATCH);
      until("work that goes on", () -> oracle.stopped() > BATCH / 10);

      open(BATCH / 2); // So that the pause finds work under way.
      assertThat(run("op", "drain", ASK).done().out()).contains(ASK + " is paused.\n");
      open(BATCH);
      until("all that came in", () -> processes.stream().allMatch(this::isMeasured));
      int left = processes.size() - oracle.stopped();
      assertThat(left).isGreaterThanOrEqualTo(BATCH);
      assertThat(waiting()).isEqualTo(left);

      engine.kill();
      open(BATCH);
      EngineProcess again = bed.engine("first");
      again.awaitRunning();
      until("all that came in meanwhile", () -> processes.stream().allMatch(this::isMeasured));
      assertThat(waiting()).isEqualTo(left + BATCH);
      assertThat(oracle.stopped()).isEqualTo(processes.size() - left - BATCH);

      assertThat(run("op", "resume", ASK).done().out())
          .endsWith("All running processes have caught up.\n");
      until("all outcomes", () -> oracle.stopped() == processes.size());
      oracle.readToEnd();
      assertThat(oracle.findings(processes)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
      for (String process : processes) {
        assertThat(oracle.outcome(process).fieldsets()).isEqualTo(Map.of("0", end(process)));
        assertThat(oracle.ops(process)).doesNotHaveDuplicates();
      }
    }
  }

  private static Map<String, Object> end(String text) {
    String answer = "yes " + text;
    return Map.of(
        "/desk/text",
        text,
        "/desk/length",
        (long) text.length(),
        "/desk/answer",
        answer,
        "/desk/echo",
        answer + text.length());
  }

  private static List<Map<String, Object>> answer(Call call) {
    return List.of(Map.of("answer", "yes " + call.getInputs().get("text")));
  }

  private void open(int count) {
    for (int i = 0; i < count; i++) {
      String process = "desk-" + processes.size();
      bed.notify(process, "/desk/open", Map.of("text", process));
      processes.add(process);
    }
  }

  private boolean isMeasured(String process) {
    return oracle.holds(process, "/desk/length") || oracle.outcome(process) != null;
  }

  /** As the command says, which changes nothing any more. */
  private int waiting() {
    String out = run("op", "pause", ASK).done().out();
    Matcher counted =
        Pattern.compile("(\\d+) processes wait for it, no invocations of it are under way")
            .matcher(out);
    assertThat(counted.find()).as(out).isTrue();
    return Integer.parseInt(counted.group(1));
  }

  private CommandOutcome run(String... arguments) {
    return CommandOutcome.of(
        bed.clients().get("bootstrap.servers").toString(),
        bed.clients().get("schema.registry.url").toString(),
        arguments);
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
