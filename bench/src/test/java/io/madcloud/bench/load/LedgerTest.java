package io.madcloud.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LedgerTest {

  private final Ledger ledger = new Ledger("finish");

  @Test
  void all_is_well_when_every_process_that_was_sent_has_finished_once() {
    ledger.finished(1, 2);
    ledger.finished(0, 2);

    ledger.require("a side", 2);
    assertThat(ledger.distinct()).isEqualTo(2);
  }

  @Test
  void a_process_that_finishes_twice_is_an_error_and_counts_once() {
    ledger.finished(0, 1);
    ledger.finished(0, 1);

    assertThat(ledger.distinct()).isEqualTo(1);
    assertThatThrownBy(() -> ledger.require("a side", 1))
        .isInstanceOf(WrongOutcomeException.class)
        .hasMessageContaining("process 0, a second time");
  }

  @Test
  void a_process_that_does_not_finish_is_an_error() {
    ledger.finished(0, 3);
    ledger.finished(2, 3);

    assertThatThrownBy(() -> ledger.require("a side", 3))
        .isInstanceOf(WrongOutcomeException.class)
        .hasMessage(
            "Expected 3 processes of a side to finish, but 1 are missing; the first is process 1");
  }

  @Test
  void a_process_that_nobody_has_sent_is_an_error() {
    ledger.finished(-1, 1);

    assertThatThrownBy(() -> ledger.require("a side", 0))
        .isInstanceOf(WrongOutcomeException.class)
        .hasMessageContaining("which nobody has sent");
  }
}
