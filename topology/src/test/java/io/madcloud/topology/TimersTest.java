package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Turn;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TimersTest {

  private static final String REMINDERS =
      """
      fields: { a: long, soon: string, late: string, then: string, stop: boolean }
      ops:
        begin: { out: [a] }
        soon: { in: [a], out: [soon], after: 5s, expr: { soon: "'soon'" } }
        late: { in: [a], out: [late], after: 10s, expr: { late: "'late'" } }
        then: { in: [soon], out: [then], after: 5s, expr: { then: "'then'" } }
      """;

  private TestEngine engine = TestEngine.running(REMINDERS);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void timers_reply_when_their_time_has_come_in_order_of_it() {
    engine.notify("p1", "/begin", Map.of("a", 1L));
    engine.advance(Duration.ofMillis(4_999));
    assertThat(engine.journal("p1")).hasSize(1);

    engine.advance(Duration.ofMillis(101));
    assertThat(engine.journal("p1")).hasSize(2);
    TimerDue cause = (TimerDue) engine.journal("p1").get(1).getCause();
    assertThat(cause.getKind()).isEqualTo(TimerKind.REPLY);
    assertThat(cause.getDue()).isEqualTo(TestEngine.START.plusSeconds(5));

    engine.advance(Duration.ofSeconds(6));
    assertThat(engine.outcomes("p1").get(0).getFieldsets().get(0).getFields())
        .isEqualTo(Map.of("/a", 1L, "/soon", "soon", "/late", "late", "/then", "then"));
    assertThat(engine.journal("p1")).extracting(Turn::getTurn).containsExactly(1L, 2L, 3L, 4L);
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
    assertThat(engine.running()).isEmpty();
  }

  @Test
  void timers_of_many_processes_are_served_in_batches_and_in_order_of_time() {
    engine.close();
    engine = TestEngine.of(REMINDERS).with(MadcloudConfig.SWEEP_BATCH, 3).start();
    for (int n = 9; n >= 0; n--) {
      engine.notify("p" + n, "/begin", Map.of("a", 1L));
      engine.advance(Duration.ofMillis(1));
    }
    engine.advance(Duration.ofMillis(5_100));
    assertThat(engine.journal().stream().skip(10).map(Turn::getProcess))
        .containsExactly("p9", "p8", "p7");
    for (int tick = 0; tick < 3; tick++) {
      engine.tick();
    }
    assertThat(engine.journal().stream().skip(10).map(Turn::getProcess))
        .containsExactly("p9", "p8", "p7", "p6", "p5", "p4", "p3", "p2", "p1", "p0");
  }

  @Test
  void a_timer_of_a_process_that_was_cancelled_does_nothing() {
    engine.notify("p1", "/begin", Map.of("a", 1L));
    engine.cancel("p1");
    engine.advance(Duration.ofSeconds(20));

    assertThat(engine.journal("p1")).hasSize(2);
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
  }

  @Test
  void a_timer_outlives_the_removal_of_its_op() {
    engine.notify("p1", "/begin", Map.of("a", 1L));
    engine.programs.remove("/");
    engine.advance(Duration.ofSeconds(20));

    assertThat(engine.outcomes("p1").get(0).getFieldsets().get(0).getFields())
        .isEqualTo(Map.of("/a", 1L, "/soon", "soon", "/late", "late"));
  }
}
