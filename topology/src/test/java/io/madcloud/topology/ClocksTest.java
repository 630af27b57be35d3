package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Process;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clocks that are wrong: producers' do not matter, the machine's make nothing happen twice. */
final class ClocksTest {
  private static final String PROGRAM =
      """
      fields: { a: long, b: long, c: long }
      ops:
        begin: { out: [a] }
        double: { in: [a], out: [b], expr: { b: a * 2 } }
        wait: { in: [a], out: [c], after: 1h, expr: { c: a } }
      """;

  private final TestEngine engine =
      TestEngine.of(PROGRAM).with(MadcloudConfig.RETENTION_MS, 600_000L).start();

  @AfterEach
  void close() {
    engine.close();
  }

  private void begin(String process, Instant stamp) {
    engine.notifyAt(stamp, process, "/begin", Map.of("a", 1L));
  }

  private void settle(String process) {
    begin(process, TestEngine.START);
    engine.advance(Duration.ofHours(1));
    assertThat(engine.outcomes(process)).hasSize(1);
  }

  @Test
  void a_producer_with_another_time_changes_nothing() {
    begin("early", Instant.parse("1970-01-02T00:00:00Z"));
    begin("late", Instant.parse("2099-01-01T00:00:00Z"));
    begin("now", TestEngine.START);
    engine.advance(Duration.ofMinutes(59));
    for (String process : new String[] {"early", "late", "now"}) {
      assertThat(engine.outcomes(process)).as(process).isEmpty();
    }
    engine.advance(Duration.ofMinutes(1));
    for (String process : new String[] {"early", "late", "now"}) {
      assertThat(engine.outcomes(process)).as(process).hasSize(1);
      begin(process, TestEngine.START);
    }
    engine.advance(Duration.ofHours(1));
    for (String process : new String[] {"early", "late", "now"}) {
      assertThat(engine.outcomes(process)).as(process).hasSize(1);
    }
  }

  @Test
  void those_that_stopped_are_found_by_a_clock_that_was_set_back() {
    settle("p");
    long setBackMs = engine.nowMs() - Duration.ofHours(24).toMillis();
    ProcessStore running = engine.store();
    assertThat(running.find("p", engine.nowMs())).isNotNull();
    assertThat(running.find("p", setBackMs)).isNotNull();
    assertThat(engine.store(setBackMs).find("p", setBackMs)).isNotNull();
  }

  @Test
  void those_that_stop_by_a_clock_that_was_set_back_are_kept() {
    settle("p");
    long setBackMs = engine.nowMs() - Duration.ofHours(24).toMillis();
    Process stopped = engine.process("p");
    ProcessStore restarted = engine.store(setBackMs);
    ProcessStore.Stored found = restarted.find("p", setBackMs);
    restarted.write(null, stopped.postponed(List.of(), setBackMs), setBackMs);
    assertThat(restarted.find("p", setBackMs).stoppedMs()).isGreaterThan(found.stoppedMs());
    assertThat(restarted.find("p", engine.nowMs() + Duration.ofMinutes(1).toMillis())).isNotNull();
  }

  @Test
  void they_are_forgotten_once_the_clock_has_gone_on() {
    settle("p");
    long setBackMs = engine.nowMs() - Duration.ofHours(24).toMillis();
    ProcessStore restarted = engine.store(setBackMs);
    assertThat(restarted.find("p", setBackMs)).isNotNull();
    assertThat(restarted.find("p", engine.nowMs() + Duration.ofMinutes(20).toMillis())).isNull();
  }
}
