package io.madcloud.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {

  @Test
  void the_median_of_an_odd_number_is_the_middle_one() {
    assertThat(Spread.of(List.of(3.0, 100.0, 1.0))).isEqualTo(new Spread(3, 1, 100));
  }

  @Test
  void the_median_of_an_even_number_is_between_the_two_in_the_middle() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
  }

  @Test
  void ratios_are_taken_pair_by_pair_and_not_of_the_medians() {
    Spread ratio = Spread.ofRatios(List.of(10.0, 10.0, 30.0), List.of(10.0, 20.0, 10.0));

    assertThat(ratio).isEqualTo(new Spread(1, 0.5, 3));
  }

  @Test
  void figures_without_a_counterpart_have_no_ratio() {
    assertThatThrownBy(() -> Spread.ofRatios(List.of(1.0, 2.0), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected pairs, but found 2 and 1");
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
