package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.InvocationStatus;
import org.junit.jupiter.api.Test;

final class ProcessTextTest {

  @Test
  void a_call_that_waits_for_a_place_is_told_so() {
    InspectedInvocation.Builder call =
        InspectedInvocation.newBuilder()
            .setInvocation(1)
            .setOp("/price")
            .setOpVersion(0)
            .setServer("pricing")
            .setStatus(InvocationStatus.PENDING)
            .setFieldset("0");
    assertThat(ProcessText.more(call.build())).isEqualTo("server pricing, attempt 1");
    assertThat(ProcessText.more(call.setWaiting(true).build()))
        .isEqualTo("waits for a place at server pricing, attempt 1");
  }
}
