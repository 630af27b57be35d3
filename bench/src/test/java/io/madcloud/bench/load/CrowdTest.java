package io.madcloud.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CrowdTest {

  @Test
  void the_number_of_a_process_is_read_from_its_id() {
    assertThat(Crowd.number(Crowd.id(0))).isZero();
    assertThat(Crowd.number(Crowd.id(99_999))).isEqualTo(99_999);
  }

  @Test
  void who_waits_is_not_taken_for_who_is_measured_nor_the_other_way_round() {
    assertThat(ProcessId.number(Crowd.id(7))).isEqualTo(-1);
    assertThat(Crowd.number(ProcessId.bytes(7))).isEqualTo(-1);
    assertThat(Crowd.number("w7".getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
  }
}
