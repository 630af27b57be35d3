package io.madcloud.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that never end, in one way or another: they are ended, and others go on meanwhile. */
final class HostileProgramTest {
  private static final int ROUNDS = 1;
  private static final int HONEST = 100;

  /** How they end. */
  private static final Map<String, String> HOSTILE =
      Map.of(
          "loop", "FAILED",
          "forks", "FAILED",
          "text", "FAILED",
          "bomb", "QUIESCENT",
          "doubling", "QUIESCENT",
          "conditions", "FAILED");

  private static final String TEN = "[0,1,2,3,4,5,6,7,8,9]";

  private static final String PROGRAM =
      """
      folders:
        loop:
          fields: { n: { type: long, merge: latest } }
          ops:
            start: { out: [n] }
            again: { in: [n], out: [n], expr: { n: n + 1 } }
        forks:
          fields: { n: long, m: long }
          ops:
            start: { out: [n] }
            more: { in: [n], out: [n], each: "[2 * n + 1, 2 * n + 2]", expr: { n: it } }
        text:
          fields: { t: { type: string, merge: latest } }
          ops:
            start: { out: [t] }
            grow: { in: [t], out: [t], expr: { t: t + t } }
        bomb:
          fields: { n: long, b: boolean }
          ops:
            start: { out: [n] }
            explode: { in: [n], out: [b], expr: { b: "%s" } }
        doubling:
          fields: { t: string, u: string }
          ops:
            start: { out: [t] }
            explode: { in: [t], out: [u], expr: { u: "%s" } }
        conditions:
          fields: { n: long, b: boolean }
          ops:
            start: { out: [n] }
      %s
        honest:
          fields: { text: string, length: long }
          ops:
            start: { out: [text] }
            measure: { in: [text], out: [length], expr: { length: size(text) } }
      """
          .formatted(all(9, "true"), doubled(30), conditions(40));

  private static String all(int depth, String inner) {
    return depth == 0 ? inner : "%s.all(x%d, %s)".formatted(TEN, depth, all(depth - 1, inner));
  }

  private static String doubled(int times) {
    return times == 0
        ? "t"
        : "[%s].map(x%2$d, x%2$d + x%2$d)[0]".formatted(doubled(times - 1), times);
  }

  private static String conditions(int count) {
    StringBuilder ops = new StringBuilder();
    for (int op = 0; op < count; op++) {
      ops.append(
          "      op%d: { in: [n], out: [b], when: \"%s && n == %d\", expr: { b: true } }%n"
              .formatted(op, all(6, "true"), op + 7));
    }
    return ops.toString();
  }

  @TempDir private Path directory;

  @Test
  void what_would_never_end_is_ended_and_others_go_on() throws Exception {
    try (TestBed bed = TestBed.startWithPartitions(2, directory)) {
      bed.declare(PROGRAM);
      Oracle oracle = bed.oracle();
      EngineProcess engine = bed.engine("engine", Map.of("madcloud.threads", "2"));
      engine.awaitRunning();
      int started = 0;
      for (int round = 0; round < ROUNDS; round++) {
        for (String kind : HOSTILE.keySet()) {
          String field = kind.equals("text") || kind.equals("doubling") ? "t" : "n";
          Object value = field.equals("t") ? "x" : 1L;
          bed.notify(kind + round, "/" + kind + "/start", Map.of(field, value));
          started++;
        }
        for (int count = 0; count < HONEST; count++) {
          bed.notify("h" + round + "-" + count, "/honest/start", Map.of("text", "abc"));
          started++;
        }
      }
      int all = started;
      Eventually.until(
          all + " outcomes",
          Duration.ofMinutes(2),
          () -> oracle.poll(Duration.ofMillis(20)).stopped() >= all || !engine.isAlive(),
          () -> oracle.stopped() + "; the engine printed: " + engine.tail());
      assertThat(engine.isAlive()).as(engine.tail()).isTrue();
      for (int round = 0; round < ROUNDS; round++) {
        for (Map.Entry<String, String> kind : HOSTILE.entrySet()) {
          String process = kind.getKey() + round;
          assertThat(oracle.outcome(process).status().toString())
              .as(process)
              .isEqualTo(kind.getValue());
        }
      }
      assertThat(oracle.deadLetters())
          .extracting(letter -> letter.headers().get("madcloud.detail"))
          .hasSize(2 * ROUNDS)
          .containsOnly("expression-error");
      assertThat(engine.output()).doesNotContain("A stream thread ended");
    }
  }
}
