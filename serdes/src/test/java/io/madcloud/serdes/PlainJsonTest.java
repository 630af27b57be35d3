package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainJsonTest {

  @Test
  void values_are_plain_and_integers_are_longs() {
    assertThat(PlainJson.read("{\"a\": 1, \"b\": [1.5, true, \"x\"], \"c\": {}}"))
        .isEqualTo(Map.of("a", 1L, "b", List.of(1.5, true, "x"), "c", Map.of()));
    assertThat(PlainJson.read("null")).isNull();
    assertThat(PlainJson.read("[9223372036854775807, 9223372036854775808, 3.0]"))
        .isEqualTo(List.of(Long.MAX_VALUE, BigInteger.ONE.shiftLeft(63), 3.0));
  }

  @Test
  void bytes_are_read_from_an_offset_on() {
    byte[] bytes = "\0\0\0\0\7{\"a\": \"Žofie\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(PlainJson.read(bytes, 5)).isEqualTo(Map.of("a", "Žofie"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\": 1, \"a\": 2}", "{} {}", "hello", "{a: 1}"})
  void all_else_is_refused(String json) {
    assertThatThrownBy(() -> PlainJson.read(json.getBytes(StandardCharsets.UTF_8), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected JSON, but: ");
    assertThatThrownBy(() -> PlainJson.read(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_nested_too_deep_is_refused() {
    assertThatThrownBy(() -> PlainJson.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
