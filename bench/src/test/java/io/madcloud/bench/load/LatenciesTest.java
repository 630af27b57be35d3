package io.madcloud.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void a_percentile_is_what_so_many_took_at_most() {
    for (int ms = 1; ms <= 100; ms++) {
      latencies.add(ms * 1_000_000L - 1);
    }

    assertThat(latencies.percentileMs(0.50)).isEqualTo(50);
    assertThat(latencies.percentileMs(0.99)).isEqualTo(99);
    assertThat(latencies.percentileMs(1)).isEqualTo(100);
  }

  @Test
  void one_latency_is_every_percentile() {
    latencies.add(250_000);

    assertThat(latencies.percentileMs(0.01)).isEqualTo(0.3);
    assertThat(latencies.percentileMs(0.99)).isEqualTo(0.3);
  }

  @Test
  void what_took_longer_than_a_minute_counts_as_a_minute() {
    latencies.add(Long.MAX_VALUE);
    latencies.add(-1);

    assertThat(latencies.percentileMs(0.5)).isEqualTo(0.1);
    assertThat(latencies.percentileMs(1)).isEqualTo(60_000);
  }

  @Test
  void nothing_is_left_after_clearing() {
    latencies.add(1);
    latencies.clear();

    assertThat(latencies.percentileMs(0.5)).isNaN();
  }
}
