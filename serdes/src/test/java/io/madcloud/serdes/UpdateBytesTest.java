package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

final class UpdateBytesTest {

  private final byte[] bytes = UpdateBytes.of(Samples.update());

  @Test
  void an_update_is_the_same_behind_its_bytes() {
    assertThat(UpdateBytes.read(bytes)).isEqualTo(Samples.update());
  }

  @Test
  void bytes_that_are_none_are_refused() {
    assertThatThrownBy(() -> UpdateBytes.read(new byte[] {1, 2, 3}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("single-object encoding");
    assertThatThrownBy(() -> UpdateBytes.read(Arrays.copyOf(bytes, bytes.length / 2)))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("Expected an update, but");
  }

  @Test
  void an_update_of_a_later_version_is_no_bad_one() {
    byte[] later = bytes.clone();
    later[5]++; // The fingerprint begins behind two bytes.
    assertThatThrownBy(() -> UpdateBytes.read(later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing is lost");
  }
}
