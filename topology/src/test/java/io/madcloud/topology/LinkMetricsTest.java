package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.Turn;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Update;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LinkMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LinkMetrics links = new LinkMetrics(meters);

  private final Update update =
      new Update(
          "p",
          new Incarnation("notifications", 0, 0L),
          "east",
          "/start",
          null,
          "east",
          1L,
          1L,
          1_000L,
          List.of(),
          List.of(),
          ProcessStatus.RUNNING,
          null,
          List.of(),
          List.of(),
          List.of());

  @Test
  void tell_how_long_an_update_took() {
    links.received(update, new Turn(null, List.of()), 1_250);
    assertThat(meters.timer("madcloud.updates.delay", "from", "east").totalTime(TimeUnit.SECONDS))
        .isEqualTo(0.25);
  }

  @Test
  void count_one_that_comes_again_as_a_duplicate_alone() {
    Effect again = new Effect.Rejected(Rejection.DUPLICATE_UPDATE, "again", true);
    links.received(update, new Turn(null, List.of(again)), 1_250);
    assertThat(meters.counter("madcloud.updates.duplicates", "from", "east").count()).isOne();
    assertThat(meters.find("madcloud.updates.delay").timer()).isNull();
  }
}
