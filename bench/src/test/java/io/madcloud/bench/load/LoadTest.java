package io.madcloud.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoadTest {

  @Test
  void half_of_what_the_slowest_side_finishes_is_offered_unless_little_is_wanted() {
    assertThat(Load.USUAL.offered(3_000)).isEqualTo(1_500);
    assertThat(Load.LOW.offered(3_000)).isEqualTo(200);
    assertThat(Load.UNPACED.isOffered()).isFalse();
    assertThat(Load.ONE_AT_A_TIME.isOffered()).isFalse();
  }

  @Test
  void one_at_a_time_is_one_and_fewer_finish_before() {
    assertThat(Load.USUAL.underWay(20_000)).isEqualTo(20_000);
    assertThat(Load.ONE_AT_A_TIME.underWay(20_000)).isEqualTo(1);
    assertThat(Load.LOW.retained(1_000_000)).isEqualTo(1_000_000);
    assertThat(Load.ONE_AT_A_TIME.retained(1_000_000)).isEqualTo(1_000);
  }
}
