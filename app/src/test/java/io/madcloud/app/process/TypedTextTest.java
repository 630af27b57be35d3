package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.FieldType;
import io.madcloud.op.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a text is depends on the type of the field, and on nothing else. */
final class TypedTextTest {

  private static Object parse(String text, String type) {
    return TypedText.parse(text, FieldType.parse(type));
  }

  @Test
  void the_same_text_is_what_the_field_declares() {
    assertThat(parse("3", "long")).isEqualTo(3L);
    assertThat(parse("3", "double")).isEqualTo(3.0);
    assertThat(parse("3", "string")).isEqualTo("3");
    assertThat(parse("3", "any")).isEqualTo(3L);
    assertThat(parse("true", "boolean")).isEqualTo(true);
    assertThat(parse("true", "string")).isEqualTo("true");
  }

  @Test
  void scalars_are_written_as_in_programs() {
    assertThat(parse("-9223372036854775808", "long")).isEqualTo(Long.MIN_VALUE);
    assertThat(parse("-1.5e-3", "double")).isEqualTo(-0.0015);
    assertThat(parse("", "string")).isEqualTo("");
    assertThat(parse("AAE=", "bytes")).isEqualTo(Bytes.of(new byte[] {0, 1}));
    assertThat(parse("2026-01-31T12:00:00.1234Z", "timestamp"))
        .isEqualTo(Instant.parse("2026-01-31T12:00:00.123Z"));
  }

  @Test
  void lists_maps_and_any_are_json() {
    assertThat(parse("[1, 2.5]", "list<double>")).isEqualTo(List.of(1.0, 2.5));
    assertThat(parse("{\"a\": [\"2026-01-31T12:00:00Z\"]}", "map<list<timestamp>>"))
        .isEqualTo(Map.of("a", List.of(Instant.parse("2026-01-31T12:00:00Z"))));
    assertThat(parse("{\"a\": [1, \"x\", true, 1.5]}", "any"))
        .isEqualTo(Map.of("a", List.of(1L, "x", true, 1.5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boolean | True",
        "boolean | 1",
        "long | abc",
        "long | 3.0",
        "long | 9223372036854775808",
        "double | 1,5",
        "double | 0x1p3",
        "double | NaN",
        "double | 1d",
        "bytes | no base64",
        "timestamp | yesterday",
        "timestamp | 2026-01-31",
        "list<long> | 1",
        "list<long> | [1, \"2\"]",
        "list<long> | [1",
        "list<long> | [1] [2]",
        "list<long> | [null]",
        "map<long> | {\"a\": 1, \"a\": 2}",
        "map<long> | {\"a\": 9223372036854775808}",
        "any | hello",
        "any | null"
      })
  void what_does_not_fit_is_no_value(String type, String text) {
    assertThat(parse(text, type)).isNull();
    assertThat(TypedText.expected(FieldType.parse(type))).isNotBlank();
  }
}
