package io.madcloud.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PayloadTest {

  private final Payload payload =
      new Payload(List.of(bytes("in0"), bytes("in1")), List.of(bytes("out0"), bytes("out1")));

  @Test
  void processes_are_sent_the_values_in_turn() {
    assertThat(payload.value(0)).isEqualTo(bytes("in0"));
    assertThat(payload.value(3)).isEqualTo(bytes("in1"));
  }

  @Test
  void an_outcome_must_contain_what_its_process_comes_to() {
    assertThat(payload.isExpected(3, bytes("before out1 after"))).isTrue();
    assertThat(payload.isExpected(3, bytes("out1"))).isTrue();
    assertThat(payload.isExpected(3, bytes("out0"))).isFalse();
    assertThat(payload.isExpected(3, bytes("out"))).isFalse();
  }

  @Test
  void the_number_of_a_process_is_read_from_its_id() {
    assertThat(ProcessId.number(ProcessId.bytes(1_234_567_890))).isEqualTo(1_234_567_890);
    assertThat(ProcessId.number(ProcessId.bytes(7))).isEqualTo(7);
    assertThat(ProcessId.number(bytes("p1"))).isEqualTo(-1);
    assertThat(ProcessId.number(bytes("00000000-1"))).isEqualTo(-1);
    assertThat(ProcessId.number(null)).isEqualTo(-1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
