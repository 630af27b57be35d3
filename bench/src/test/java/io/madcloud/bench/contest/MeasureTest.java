package io.madcloud.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.bench.load.Window;
import org.junit.jupiter.api.Test;

final class MeasureTest {

  private static final Window WINDOW = new Window(6_000, 2, 1.5, 0.5, 10, 20);

  @Test
  void processes_are_counted_by_time_and_by_cpu_time() {
    assertThat(Measure.THROUGHPUT.of(WINDOW)).isEqualTo(3_000);
    assertThat(Measure.PER_CPU.of(WINDOW)).isEqualTo(4_000);
    assertThat(Measure.PER_CPU_WITH_SERVERS.of(WINDOW)).isEqualTo(3_000);
    assertThat(Measure.P99.of(WINDOW)).isEqualTo(20);
  }

  @Test
  void more_throughput_is_better_and_less_latency_is() {
    assertThat(Measure.THROUGHPUT.isMet(0.9, 0.9)).isTrue();
    assertThat(Measure.THROUGHPUT.isMet(0.89, 0.9)).isFalse();
    assertThat(Measure.P99.isMet(1.1, 1.1)).isTrue();
    assertThat(Measure.P99.isMet(1.11, 1.1)).isFalse();
    assertThat(Measure.THROUGHPUT.bound(0.9)).isEqualTo("≥ 0.90");
    assertThat(Measure.P99.bound(1.1)).isEqualTo("≤ 1.10");
  }

  @Test
  void a_figure_is_told_in_its_unit() {
    assertThat(Measure.THROUGHPUT.figureBound(5_000)).isEqualTo("≥ 5,000");
    assertThat(Measure.P99.figureBound(60)).isEqualTo("≤ 60.0 ms");
    assertThat(Measure.P99.figure(12.34)).isEqualTo("12.3 ms");
  }
}
