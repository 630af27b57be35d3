package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.PausedOps;
import io.madcloud.engine.Process;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Call;
import io.madcloud.wire.Control;
import io.madcloud.wire.CountPaused;
import io.madcloud.wire.CountedOp;
import io.madcloud.wire.PausedCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Paused ops: what waits for them is counted, and catches up. */
final class PausedTest {

  private static final String BASE =
      """
      fields: { a: long, b: long, c: long, d: long }
      ops:
        begin: { out: [a] }
        copy: { in: [b], out: [c], expr: { c: b } }
      folders:
        far:
          ops:
            ask: { in: [a], out: [b], call: somebody }
            tell: { in: [a], out: [d], call: another }
      """;

  private TestEngine engine = TestEngine.running(BASE);
  private int asked;

  @AfterEach
  void close() {
    engine.close();
  }

  private void begin(int from, int to) {
    for (int n = from; n < to; n++) {
      engine.notify("p" + n, "/begin", Map.of("a", (long) n));
    }
  }

  private PausedCount count(String path) {
    engine.control(new Control("any", null, new CountPaused("q" + ++asked, path), null));
    List<Answer> answers = engine.values(TestEngine.TOPICS.answers(), Answer.class);
    Answer last = answers.get(answers.size() - 1);
    assertThat(last.getQuestion()).isEqualTo("q" + asked);
    assertThat(last.getFound()).isNull();
    return last.getCounted();
  }

  /** Ticks until all processes have met the program, some at a time. */
  private void sweep() {
    for (int tick = 0; tick < 100; tick++) {
      engine.tick();
      if (count("/").getProgramRevision() == engine.programs.current().revision()) {
        return;
      }
    }
    throw new AssertionError("Expected a sweep to end");
  }

  private Double gauge(String op) {
    var gauge = engine.meters.find("madcloud.op.waiting").tag("op", op).gauge();
    return gauge == null ? null : gauge.value();
  }

  @Test
  void what_waits_is_counted_and_catches_up() {
    sweep();
    begin(0, 3);
    engine.programs.pause("/far/ask");
    begin(3, 8);
    sweep();
    assertThat(count("/").getOps()).containsExactly(new CountedOp("/far/ask", 5L, 3L));
    assertThat(count("/far/ask").getWaiting()).isEqualTo(5);
    assertThat(count("/far").getPending()).isEqualTo(3);
    assertThat(count("/fa").getOps()).isEmpty();
    assertThat(gauge("/far/ask")).isEqualTo(5);
    assertThat(engine.calls("somebody")).hasSize(3);

    engine.answer(engine.calls("somebody").get(0), Map.of("b", 1L));
    engine.cancel("p7");
    engine.tick();
    assertThat(count("/").getOps()).containsExactly(new CountedOp("/far/ask", 4L, 2L));
    assertThat(gauge("/far/ask")).isEqualTo(4);

    engine.programs.resume("/");
    sweep();
    assertThat(count("/").getOps()).isEmpty();
    assertThat(gauge("/far/ask")).isNull();
    assertThat(engine.calls("somebody")).hasSize(7);
  }

  @Test
  void a_process_that_waits_for_nothing_else_runs_on_when_the_op_goes() {
    engine.programs.pause("/far");
    begin(0, 2);
    sweep();
    assertThat(count("/").getWaiting()).isEqualTo(4);
    engine.programs.remove("/far");
    sweep();
    assertThat(engine.outcomes("p0")).hasSize(1);
    assertThat(engine.running()).isEmpty();
  }

  @Test
  void a_pause_that_ends_before_anybody_looks_leaves_nobody_behind() {
    sweep();
    engine.programs.pause("/far");
    begin(0, 2);
    engine.programs.resume("/far");
    sweep();
    assertThat(engine.calls("somebody")).hasSize(2);
    assertThat(engine.calls("another")).hasSize(2);
  }

  @Test
  void nothing_is_said_before_all_are_counted() {
    engine.close();
    engine = TestEngine.of(BASE).with(MadcloudConfig.SWEEP_BATCH, 2).start();
    begin(0, 9);
    sweep();
    engine.programs.pause("/far/ask");
    assertThat(count("/").getProgramRevision()).isEqualTo(1);
    engine.tick();
    assertThat(count("/").getProgramRevision()).isEqualTo(-1);
    assertThat(count("/").getPending()).isZero();
    sweep();
    assertThat(count("/").getPending()).isEqualTo(9);
  }

  @Test
  void what_is_counted_is_what_there_is_whatever_happens_during_the_sweeps() {
    for (long seed = 0; seed < 20; seed++) {
      engine.close();
      engine = TestEngine.of(BASE).with(MadcloudConfig.SWEEP_BATCH, 2).start();
      SplittableRandom chance = new SplittableRandom(seed);
      for (int step = 0; step < 60; step++) {
        happen(chance);
        if (step % 10 == 9) {
          sweep();
          assertThat(counted()).as("seed %d, step %d", seed, step).isEqualTo(expected());
        }
      }
    }
  }

  private void happen(SplittableRandom chance) {
    String op = List.of("/far/ask", "/far/tell", "/copy", "/far").get(chance.nextInt(4));
    switch (chance.nextInt(8)) {
      case 0 -> engine.programs.pause(op);
      case 1 -> engine.programs.resume(op);
      case 2, 3 -> engine.tick();
      case 4 -> engine.programs.declare("ops: { more: { in: [c], out: [d], call: somebody } }");
      case 5 -> {
        List<Call> calls = new ArrayList<>(engine.calls("somebody"));
        calls.addAll(engine.calls("another"));
        if (!calls.isEmpty()) {
          Call call = calls.get(chance.nextInt(calls.size()));
          engine.answer(call, Map.of(call.getOp().equals("/far/ask") ? "b" : "d", 1L));
        }
      }
      default -> {
        long n = chance.nextInt(1_000); // In no order of ids.
        engine.notify("p" + n, "/begin", Map.of("a", n));
      }
    }
  }

  private Map<String, List<Long>> counted() {
    Map<String, List<Long>> counted = new TreeMap<>();
    count("/")
        .getOps()
        .forEach(it -> counted.put(it.getOp(), List.of(it.getWaiting(), it.getPending())));
    return counted;
  }

  private Map<String, List<Long>> expected() {
    Map<String, List<Long>> expected = new TreeMap<>();
    for (String id : engine.running()) {
      Process process = engine.process(id);
      PausedOps.awaitedBy(process, engine.programs.current())
          .forEach(op -> expected.merge(op, List.of(1L, 0L), PausedTest::sum));
      PausedOps.pendingIn(process, engine.programs.current())
          .forEach((op, n) -> expected.merge(op, List.of(0L, (long) n), PausedTest::sum));
    }
    return expected;
  }

  private static List<Long> sum(List<Long> one, List<Long> other) {
    return List.of(one.get(0) + other.get(0), one.get(1) + other.get(1));
  }
}
