package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {
  private final AtomicLong wallMs = new AtomicLong(1_000_000);
  private final AtomicLong steadyMs = new AtomicLong(7);
  private final ClockWatch watch = new ClockWatch(wallMs::get, steadyMs::get);

  private Duration after(long steady, long wall) {
    steadyMs.addAndGet(steady);
    wallMs.addAndGet(wall);
    return watch.setBack();
  }

  @Test
  void a_clock_that_goes_on_or_is_put_forward_is_none_that_was_set_back() {
    assertThat(after(1_000, 1_000)).isZero();
    assertThat(after(1_000, 1_000_000_000)).isZero();
    assertThat(after(60_000, 60_000)).isZero();
  }

  @Test
  void small_corrections_are_tolerated() {
    for (int look = 0; look < 100; look++) {
      assertThat(after(1_000, 900)).isZero();
    }
  }

  @Test
  void a_clock_that_was_set_back_is_told_of_once() {
    assertThat(after(1_000, -3_599_000)).isEqualTo(Duration.ofHours(1));
    assertThat(after(1_000, 1_000)).isZero();
  }
}
