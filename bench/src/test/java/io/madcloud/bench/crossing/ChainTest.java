package io.madcloud.bench.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChainTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void a_chain_crosses_once_out_and_once_back_and_calls_twice_for_each_op(int ops) {
    Chain chain = new Chain(ops, 200);
    Traffic distributed = chain.withDistributedState();
    Traffic calls = chain.withCalls();

    assertThat(distributed.recordsOut()).isEqualTo(1);
    assertThat(distributed.recordsBack()).isEqualTo(1);
    assertThat(calls.recordsOut()).isEqualTo(ops);
    assertThat(calls.recordsBack()).isEqualTo(ops);
    assertThat(distributed.bytes()).isGreaterThan(2 * 200);
    assertThat(calls.bytes()).isGreaterThan(2L * 200 * ops);
  }
}
