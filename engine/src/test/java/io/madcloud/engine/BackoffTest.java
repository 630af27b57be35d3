package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Supervision;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

  private static final Supervision SUPERVISION = new Supervision(9, 100, 1_000, 60_000);

  @ParameterizedTest
  @CsvSource({"2, 100", "3, 200", "4, 400", "5, 800", "6, 1000", "7, 1000", "1000, 1000"})
  void doubles_up_to_the_longest_and_is_spread_over_its_upper_half(int attempt, long pauseMs) {
    for (int invocation = 1; invocation < 200; invocation++) {
      long waitedMs = Backoff.beforeAttempt(attempt, SUPERVISION, "p", invocation);
      assertThat(waitedMs).isBetween(pauseMs / 2, pauseMs);
    }
  }

  @Test
  void is_the_same_each_time_it_is_asked() {
    assertThat(Backoff.beforeAttempt(2, SUPERVISION, "p", 1))
        .isEqualTo(Backoff.beforeAttempt(2, SUPERVISION, "p", 1));
  }

  @Test
  void differs_between_processes() {
    Set<Long> pausesMs = new HashSet<>();
    for (int process = 0; process < 100; process++) {
      pausesMs.add(Backoff.beforeAttempt(2, SUPERVISION, "p" + process, 1));
    }
    assertThat(pausesMs).hasSizeGreaterThan(20);
  }

  @Test
  void may_be_nothing() {
    Supervision atOnce = new Supervision(3, 0, 0, 60_000);
    assertThat(Backoff.beforeAttempt(2, atOnce, "p", 1)).isZero();
  }

  @Test
  void does_not_overflow() {
    long ageMs = 86_400_000_000_000L;
    Supervision patient = new Supervision(200, 1, ageMs, 60_000);
    assertThat(Backoff.beforeAttempt(150, patient, "p", 1)).isBetween(ageMs / 2, ageMs);
  }
}
