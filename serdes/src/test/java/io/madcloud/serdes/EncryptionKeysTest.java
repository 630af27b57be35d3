package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as operators write them. */
final class EncryptionKeysTest {

  private static final String A = key((byte) 1);
  private static final String B = key((byte) 2);

  /** A key for tests: the same byte 32 times. */
  static String key(byte filled) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, filled);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void keys_are_separated_by_commas_or_lines() {
    for (String text :
        new String[] {
          "a=" + A + ",b=" + B,
          "# the old one\na = " + A + "\n\n# the new one\r\nb = " + B + "\n",
          " a=" + A + " , b=" + B + ","
        }) {
      EncryptionKeys keys = EncryptionKeys.parse(text, "b", "here");
      assertThat(keys.current()).isEqualTo("b");
      assertThat(keys.key("a")).isNotNull().isNotEqualTo(keys.key("b"));
      assertThat(keys.key("c")).isNull();
      assertThat(keys.toString()).isEqualTo("[a, b]");
    }
  }

  @Test
  void the_only_key_is_the_one_that_is_used() {
    assertThat(EncryptionKeys.parse("a=" + A, "", "here").current()).isEqualTo("a");
  }

  @Test
  void no_key_is_none() {
    assertThat(EncryptionKeys.parse(" # nothing\n", "", "here").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=@A,b=@B | '' | which of the keys [a, b] of here is used now",
        "a=@A | b | Expected the key 'b' of madcloud.encryption.key.id in here, but there are [a]",
        "'' | b | but there are []",
        "@A | '' | entry 1 is none",
        "a=@A,b c=@B | a | entry 2 is none",
        "a=@A,a=@B | a | Expected key 'a' once in here, but it is there twice",
        "a=c2hvcnQ= | a | to have 32 bytes, but it has 5",
        "a=no-base64! | a | Expected key 'a' of here in base64",
      })
  void a_mistake_is_told_without_the_key(String text, String current, String told) {
    String keys = text.replace("@A", A).replace("@B", B);
    assertThatThrownBy(() -> EncryptionKeys.parse(keys, current, "here"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(told)
        .message()
        .doesNotContain(A, B, "c2hvcnQ", "no-base64");
  }
}
