package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RunningIdsTest {

  @Test
  void few_ids_are_known() {
    RunningIds ids = new RunningIds(List.of("a"), 2);
    ids.add("b");
    ids.remove("a");

    assertThat(ids.mayHold("a")).isFalse();
    assertThat(ids.mayHold("b")).isTrue();
    assertThat(ids.mayHold("c")).isFalse();
  }

  @Test
  void with_one_too_many_any_process_may_run_even_when_some_have_stopped() {
    RunningIds ids = new RunningIds(List.of("a", "b"), 2);
    ids.add("b");
    assertThat(ids.mayHold("c")).isFalse();

    ids.add("c");
    ids.remove("c");
    ids.remove("b");

    assertThat(ids.mayHold("a")).isTrue();
    assertThat(ids.mayHold("c")).isTrue();
  }

  @Test
  void a_store_with_too_many_is_one_that_may_hold_any() {
    assertThat(new RunningIds(List.of("a", "b", "c"), 2).mayHold("d")).isTrue();
  }
}
