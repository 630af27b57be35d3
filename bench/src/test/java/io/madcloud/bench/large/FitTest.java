package io.madcloud.bench.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FitTest {

  @Test
  void what_costs_the_same_at_every_size_does_not_grow() {
    Fit fit = new Fit(Map.of(10, 7.0, 100, 7.0, 10_000, 7.0), 100);

    assertThat(fit.ratio()).isEqualTo(1);
    assertThat(fit.exponent()).isCloseTo(0, within(1e-9));
    assertThat(fit.isLogarithmic()).isTrue();
  }

  @Test
  void from_a_hundred_to_ten_thousand_a_logarithm_doubles() {
    Fit fit = new Fit(Map.of(100, 3.0, 10_000, 6.0), 100);

    assertThat(fit.bound()).isCloseTo(2, within(1e-9));
    assertThat(fit.isLogarithmic()).isTrue();
    assertThat(new Fit(Map.of(100, 3.0, 10_000, 6.1), 100).isLogarithmic()).isFalse();
  }

  @Test
  void the_exponent_is_that_of_a_power_of_the_size() {
    Fit fit = new Fit(Map.of(10, 5.0, 100, 50.0, 1_000, 500.0), 100);

    assertThat(fit.exponent()).isCloseTo(1, within(1e-9));
    assertThat(fit.ratio()).isCloseTo(10, within(1e-9));
    assertThat(fit.largest()).isEqualTo(1_000);
  }

  @Test
  void one_size_says_nothing_about_growth() {
    assertThatThrownBy(() -> new Fit(Map.of(100, 1.0), 100)).hasMessageContaining("several sizes");
    assertThatThrownBy(() -> new Fit(Map.of(10, 1.0, 20, 1.0), 100)).hasMessageContaining("100");
  }
}
