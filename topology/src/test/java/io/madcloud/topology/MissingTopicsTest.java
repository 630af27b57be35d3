package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.topology.CallTopics.Presence;
import io.madcloud.wire.Reply;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call whose topic is not there is a failed attempt; it neither blocks nor stops the task. */
final class MissingTopicsTest {

  private static final String MISSING =
      "Expected topic madcloud.calls.somebody for the calls of server somebody, but it does not"
          + " exist";

  private final Map<String, Presence> presences = new HashMap<>();
  private final TestEngine engine =
      TestEngine.of(
              """
              fields: { a: long, b: long, c: long }
              supervise: { attempts: 3, backoff: 100ms, max-backoff: 100ms }
              ops:
                begin: { out: [a] }
                ask: { in: [a], out: [b], call: somebody }
                ask-too: { in: [a], out: [c], call: another }
              """)
          .with(topic -> presences.getOrDefault(topic, Presence.PRESENT))
          .start();

  @AfterEach
  void close() {
    engine.close();
  }

  private void somebody(Presence presence) {
    presences.put("madcloud.calls.somebody", presence);
  }

  @Test
  void a_missing_topic_is_a_failed_attempt_and_the_next_one_finds_it() {
    somebody(Presence.MISSING);
    engine.notify("p1", "/begin", Map.of("a", 1L));
    assertThat(engine.calls("somebody")).isEmpty();
    assertThat(engine.calls("another")).hasSize(1);
    Reply cause = (Reply) engine.journal("p1").get(1).getCause();
    assertThat(cause.getError().getText()).isEqualTo(MISSING);
    assertThat(cause.getAttempt()).isEqualTo(1);

    somebody(Presence.PRESENT);
    engine.advance(Duration.ofMillis(100));
    assertThat(engine.call("somebody").getAttempt()).isEqualTo(2);
    engine.answer(engine.call("somebody"), Map.of("b", 2L));
    engine.answer(engine.call("another"), Map.of("c", 3L));
    assertThat(engine.outcomes("p1").get(0).getFieldsets().get(0).getFields())
        .isEqualTo(Map.of("/a", 1L, "/b", 2L, "/c", 3L));
    assertThat(engine.deadLetters()).isEmpty();
  }

  @Test
  void a_topic_that_stays_away_ends_the_invocation() {
    somebody(Presence.MISSING);
    engine.notify("p1", "/begin", Map.of("a", 1L));
    engine.answer(engine.call("another"), Map.of("c", 3L));
    engine.advance(Duration.ofMillis(100));
    engine.advance(Duration.ofMillis(100));

    assertThat(engine.outcomes("p1").get(0).getFailed()).isEqualTo(1);
    TestRecord<byte[], byte[]> letter = engine.deadLetters().get(0);
    assertThat(TestEngine.header(letter, Refusals.REASON)).isEqualTo("failed");
    assertThat(TestEngine.header(letter, Refusals.DETAIL)).isEqualTo(MISSING);
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
  }

  @Test
  void a_topic_that_nobody_has_looked_for_yet_costs_no_attempt() {
    somebody(Presence.UNKNOWN);
    engine.notify("p1", "/begin", Map.of("a", 1L));
    for (int tick = 0; tick < 10; tick++) {
      engine.tick();
    }
    assertThat(engine.calls("somebody")).isEmpty();
    assertThat(engine.journal("p1")).hasSize(1);

    somebody(Presence.PRESENT);
    engine.tick();
    TimerDue cause = (TimerDue) engine.journal("p1").get(1).getCause();
    assertThat(cause.getKind()).isEqualTo(TimerKind.RELEASE);
    assertThat(engine.calls("somebody")).hasSize(1);
    assertThat(engine.call("somebody").getAttempt()).isEqualTo(1);
    engine.advance(Duration.ofSeconds(1));
    assertThat(engine.calls("somebody")).hasSize(1);
  }

  @Test
  void a_call_of_a_process_that_failed_meanwhile_is_not_made_later() {
    TestEngine narrow =
        TestEngine.of(
                """
                fields: { a: long, b: long, c: long }
                ops:
                  begin: { out: [a] }
                  ask: { in: [a], out: [b], call: somebody }
                  ask-too: { in: [a], out: [c], call: another }
                """)
            .with(MadcloudConfig.LIMIT_FIRINGS, 1)
            .with(topic -> Presence.UNKNOWN)
            .start();
    try (narrow) {
      narrow.notify("p1", "/begin", Map.of("a", 1L));
      assertThat(narrow.outcomes("p1").get(0).getReason()).isEqualTo("limit-firings");
      assertThat(narrow.outcomes("p1").get(0).getDropped()).isEqualTo(1);
      for (int tick = 0; tick < 3; tick++) {
        narrow.tick();
      }
      assertThat(narrow.journal("p1")).hasSize(1);
      assertThat(narrow.keys(MadcloudTopology.TIMERS)).isEmpty();
    }
  }
}
