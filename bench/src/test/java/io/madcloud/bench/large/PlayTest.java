package io.madcloud.bench.large;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PlayTest {

  @ParameterizedTest
  @EnumSource
  void processes_run_to_their_end_and_what_they_write_is_counted(Growing growing) {
    try (DrivenEngine engine = new DrivenEngine(growing.program())) {
      Cost cost = new Play(engine, growing).run(70, 140);

      int splits = growing == Growing.FIELDSETS ? 2 : 0;
      assertThat(cost.invocations()).isEqualTo(140 + splits);
      assertThat(cost.cpuNs()).isPositive();
      assertThat(cost.bytesEach()).isBetween(100.0, 10_000.0);
    }
  }
}
