package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.Outcome;
import io.madcloud.wire.ProgramRevised;
import io.madcloud.wire.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that change while processes run. */
final class ProgramsChangeTest {

  private static final String BASE =
      """
      fields: { a: long, b: long, c: long, d: long }
      ops:
        begin: { out: [a] }
        ask: { in: [a], out: [b], call: somebody }
      """;

  private static final String MORE =
      """
      ops:
        double: { in: [a], out: [c], expr: { c: "2 * a" } }
      """;

  private static final String CATCHING_UP =
      """
      ops:
        double: { in: [a], out: [c], expr: { c: "2 * a" }, catch-up: true }
      """;

  private TestEngine engine = TestEngine.running(BASE);

  @AfterEach
  void close() {
    engine.close();
  }

  private void restart(int batch) {
    engine.close();
    engine = TestEngine.of(BASE).with(MadcloudConfig.SWEEP_BATCH, batch).start();
  }

  private void begin(int processes) {
    for (int n = 0; n < processes; n++) {
      engine.notify("p" + n, "/begin", Map.of("a", (long) n));
    }
  }

  private Map<String, Object> end(String process) {
    List<Outcome> outcomes = engine.outcomes(process);
    return outcomes.get(outcomes.size() - 1).getFieldsets().get(0).getFields();
  }

  @Test
  void a_process_meets_the_new_program_when_it_is_touched() {
    begin(1);
    engine.programs.declare(MORE);
    engine.answer(engine.call("somebody"), Map.of("b", 7L));

    assertThat(end("p0")).isEqualTo(Map.of("/a", 0L, "/b", 7L, "/c", 0L));
    assertThat(engine.journal("p0")).extracting(Turn::getProgramRevision).containsExactly(1L, 2L);
  }

  @Test
  void a_sweep_reaches_every_running_process_some_at_a_time() {
    restart(3);
    begin(10);
    engine.tick(); // the first sweep, of the first revision
    for (int tick = 0; tick < 3; tick++) {
      engine.tick();
    }
    assertThat(engine.journal()).hasSize(10);
    engine.programs.declare(MORE);
    engine.tick();
    assertThat(engine.journal()).hasSize(13);
    for (int tick = 0; tick < 3; tick++) {
      engine.tick();
    }
    assertThat(engine.journal()).hasSize(20);
    assertThat(engine.journal().subList(10, 20))
        .allMatch(turn -> turn.getCause().equals(new ProgramRevised(2L)))
        .extracting(Turn::getProcess)
        .doesNotHaveDuplicates();
    engine.advance(Duration.ofSeconds(5));
    assertThat(engine.journal()).hasSize(20);
    engine.answer(engine.calls("somebody").get(4), Map.of("b", 7L));
    assertThat(end("p4")).isEqualTo(Map.of("/a", 4L, "/b", 7L, "/c", 8L));
  }

  @Test
  void a_change_that_makes_no_difference_to_a_process_writes_nothing() {
    begin(3);
    engine.tick();
    engine.programs.declare("ops: { more: { in: [d], out: [c], expr: { c: \"d + 1\" } } }");
    engine.tick();
    engine.tick();
    assertThat(sweptRevision()).isEqualTo(2);
    assertThat(engine.journal()).hasSize(3);

    engine.programs.declare(MORE);
    engine.tick();
    engine.tick();
    assertThat(engine.journal()).hasSize(6);
    assertThat(engine.journal("p0").get(1).getCause()).isEqualTo(new ProgramRevised(3L));
  }

  @Test
  void a_gauge_tells_the_revision_that_all_processes_have_met() {
    restart(3);
    begin(7);
    assertThat(engine.sweeps.lowest()).isEqualTo(SweepProgress.NONE);
    for (int tick = 0; tick < 3; tick++) {
      engine.tick();
    }
    assertThat(sweptRevision()).isEqualTo(1);

    engine.programs.declare(MORE);
    engine.tick();
    engine.tick();
    assertThat(engine.journal()).hasSize(7 + 6);
    assertThat(sweptRevision()).isEqualTo(1);
    engine.tick();
    assertThat(engine.journal()).hasSize(7 + 7);
    assertThat(sweptRevision()).isEqualTo(2);
    assertThat(engine.sweeps.lowest()).isEqualTo(2);

    TestEngine closed = engine;
    restart(3);
    assertThat(closed.meters.find("madcloud.sweep.revision").gauge()).isNull();
    assertThat(closed.sweeps.lowest()).isEqualTo(SweepProgress.NONE);
  }

  private double sweptRevision() {
    return engine.meters.get("madcloud.sweep.revision").tag("partition", "0").gauge().value();
  }

  @Test
  void changes_that_come_at_once_are_met_together() {
    begin(1);
    engine.tick();
    engine.programs.declare(MORE);
    engine.programs.declare("ops: { more: { in: [c], out: [d], expr: { d: \"c + 1\" } } }");
    engine.tick();
    engine.tick();
    assertThat(engine.journal("p0")).hasSize(2);
    assertThat(engine.journal("p0").get(1).getCause()).isEqualTo(new ProgramRevised(3L));
    assertThat(engine.fields("p0").toString()).contains("/d=1");
  }

  @Test
  void an_op_that_was_removed_is_fired_no_more_but_its_reply_counts() {
    begin(1);
    engine.programs.remove("/ask");
    engine.advance(Duration.ofSeconds(1));
    engine.notify("q", "/begin", Map.of("a", 1L));

    assertThat(engine.calls("somebody")).hasSize(1);
    assertThat(end("q")).isEqualTo(Map.of("/a", 1L));
    engine.answer(engine.call("somebody"), Map.of("b", 7L));
    assertThat(end("p0")).isEqualTo(Map.of("/a", 0L, "/b", 7L));
  }

  @Test
  void stopped_processes_leave_other_ops_alone() {
    begin(1);
    engine.answer(engine.call("somebody"), Map.of("b", 7L));
    engine.programs.declare(MORE);
    engine.advance(Duration.ofSeconds(1));
    assertThat(engine.outcomes("p0")).hasSize(1);
    assertThat(engine.journal("p0")).hasSize(2);
  }

  @Test
  void stopped_processes_catch_up_in_batches_to_another_outcome() {
    restart(3);
    begin(20);
    // So that neither the order of ids nor that of times is that of the walk.
    for (int n : new int[] {7, 3, 19, 0, 12, 5, 1, 18, 2, 11, 4, 17, 6, 16, 8, 15, 9, 14, 10, 13}) {
      engine.answer(engine.calls("somebody").get(n), Map.of("b", 7L));
      engine.advance(Duration.ofHours(1));
    }
    engine.programs.declare(CATCHING_UP);
    engine.tick();
    engine.tick();
    assertThat(engine.records(TestEngine.TOPICS.outcomes())).hasSizeBetween(20, 26);
    for (int tick = 0; tick < 20; tick++) {
      engine.tick();
    }
    for (int n = 0; n < 20; n++) {
      assertThat(engine.outcomes("p" + n)).as("p" + n).hasSize(2);
      assertThat(engine.outcomes("p" + n).get(1).getRevision()).isEqualTo(2);
      assertThat(end("p" + n)).containsEntry("/c", 2L * n);
    }
    assertThat(new TreeSet<>(engine.stopped())).hasSize(20);
    assertThat(engine.stopped()).hasSize(20);
    assertThat(engine.running()).isEmpty();
  }

  @Test
  void a_stopped_process_that_catches_up_by_a_call_runs_again() {
    begin(1);
    engine.answer(engine.call("somebody"), Map.of("b", 7L));
    engine.advance(Duration.ofMinutes(1));
    engine.programs.declare(
        "ops: { ask-again: { in: [b], out: [d], call: another, catch-up: true } }");
    engine.tick();
    engine.tick();
    assertThat(engine.running()).containsExactly("p0");
    assertThat(engine.stopped()).isEmpty();
    assertThat(engine.outcomes("p0")).hasSize(1);

    engine.answer(engine.call("another"), Map.of("d", 8L));
    assertThat(end("p0")).isEqualTo(Map.of("/a", 0L, "/b", 7L, "/d", 8L));
    assertThat(engine.outcomes("p0").get(1).getRevision()).isEqualTo(2);
    assertThat(engine.running()).isEmpty();
    assertThat(engine.stopped()).containsExactly("p0");
  }

  @Test
  void a_process_ahead_of_this_engine_s_program_waits_for_it() {
    begin(1);
    engine.programs.declare(MORE);
    engine.tick();
    engine.tick();
    assertThat(engine.journal("p0")).hasSize(2);
    engine.programs.show(1);
    engine.answer(engine.call("somebody"), Map.of("b", 7L));

    assertThat(engine.programs.awaited()).containsExactly(2L);
    assertThat(engine.journal("p0")).extracting(Turn::getProgramRevision).endsWith(2L);
    assertThat(end("p0")).isEqualTo(Map.of("/a", 0L, "/b", 7L, "/c", 0L));
  }
}
