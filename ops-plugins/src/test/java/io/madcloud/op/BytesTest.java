package io.madcloud.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class BytesTest {

  @Test
  void keepsItsContentWhateverBecomesOfTheArrays() {
    byte[] array = {1, 2};
    Bytes bytes = Bytes.of(array);
    array[0] = 9;
    bytes.toArray()[1] = 9;
    assertThat(bytes.toArray()).containsExactly(1, 2);
    assertThat(bytes.toByteBuffer().isReadOnly()).isTrue();
  }

  @Test
  void takesWhatRemainsInABufferAndLeavesItsPosition() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1);
    assertThat(Bytes.of(buffer)).isEqualTo(Bytes.of(new byte[] {2, 3}));
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void ordersAsUnsignedBytesWithAPrefixFirst() {
    Bytes low = Bytes.of(new byte[] {0x7f});
    Bytes high = Bytes.of(new byte[] {(byte) 0x80});
    assertThat(low).isLessThan(high);
    assertThat(Bytes.of(new byte[] {})).isLessThan(low);
    assertThat(low).isLessThan(Bytes.of(new byte[] {0x7f, 0}));
  }

  @Test
  void showsAsBase64() {
    assertThat(Bytes.of(new byte[] {1, 2, 3})).hasToString("AQID");
  }
}
