package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No answer has a reason, as far as the brokers know it. */
final class SilenceTest {

  @Test
  void engines_that_were_there_are_told_from_those_that_never_were() {
    assertThat(Silence.why("madcloud", GroupState.EMPTY, 0))
        .isEqualTo(
            "no engine 'madcloud' runs; start one with 'bin/madcloud run' or 'bin/madcloud dev'");
    assertThat(Silence.why("madcloud", GroupState.DEAD, 0))
        .startsWith("no engine 'madcloud' has been on this cluster");
    assertThat(Silence.why("madcloud", GroupState.STABLE, 2)).contains("has 2 threads at work,");
    assertThat(Silence.why("madcloud", GroupState.PREPARING_REBALANCE, 2))
        .contains("are sharing out their partitions; try again");
  }

  @ParameterizedTest
  @EnumSource(GroupState.class)
  void every_state_has_a_word(GroupState state) {
    assertThat(Silence.why("madcloud", state, 1)).contains("'madcloud'");
  }
}
