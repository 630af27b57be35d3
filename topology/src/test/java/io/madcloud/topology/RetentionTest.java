package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.Call;
import io.madcloud.wire.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that stopped are remembered for a while, and then their ids are free. */
final class RetentionTest {

  private final TestEngine engine =
      TestEngine.of(
              """
              fields: { a: long, b: long }
              ops:
                begin: { out: [a] }
                ask: { in: [a], out: [b], call: somebody }
              """)
          .with(MadcloudConfig.RETENTION_MS, 600_000L)
          .start();

  @AfterEach
  void close() {
    engine.close();
  }

  private Call begin() {
    engine.notify("p", "/begin", Map.of("a", 1L));
    return engine.call("somebody");
  }

  @Test
  void an_id_is_taken_for_the_retention_and_free_after_it() {
    Call first = begin();
    engine.answer(first, Map.of("b", 1L));
    engine.advance(Duration.ofMinutes(10));
    begin();
    assertThat(engine.calls("somebody")).hasSize(1);

    engine.advance(Duration.ofMillis(1));
    Call second = begin();
    assertThat(engine.calls("somebody")).hasSize(2);
    assertThat(second.getIncarnation()).isNotEqualTo(first.getIncarnation());
    assertThat(second.getIdempotencyKey()).isNotEqualTo(first.getIdempotencyKey());
    assertThat(engine.journal("p")).extracting(Turn::getTurn).containsExactly(1L, 2L, 1L);

    engine.answer(first, Map.of("b", 9L));
    assertThat(TestEngine.header(engine.deadLetters().get(0), Refusals.REASON))
        .isEqualTo("not-pending");
    engine.answer(second, Map.of("b", 2L));
    assertThat(engine.outcomes("p")).hasSize(2);
    assertThat(engine.outcomes("p").get(1).getRevision()).isEqualTo(1);
    assertThat(engine.fields("p")).isEqualTo(Map.of("0", Map.of("/a", 1L, "/b", 2L)));
  }

  @Test
  void a_process_may_run_longer_than_the_retention() {
    Call call = begin();
    engine.advance(Duration.ofDays(30));
    engine.answer(call, Map.of("b", 1L));
    assertThat(engine.outcomes("p")).hasSize(1);
  }

  @Test
  void what_is_over_leaves_the_store() {
    for (int n = 0; n < 50; n++) {
      engine.notify("p" + n, "/begin", Map.of("a", 1L));
      engine.answer(engine.call("somebody"), Map.of("b", 1L));
      engine.advance(Duration.ofMinutes(5));
    }
    List<String> left = engine.stopped();
    assertThat(left).contains("p49", "p48").doesNotContain("p0", "p20", "p40");
  }
}
