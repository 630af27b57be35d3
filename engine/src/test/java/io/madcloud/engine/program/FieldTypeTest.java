package io.madcloud.engine.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.op.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldTypeTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

  static final List<Arguments> CONFORM =
      List.of(
          Arguments.of("boolean", true, true),
          Arguments.of("boolean", 1L, null),
          Arguments.of("long", 1L, 1L),
          Arguments.of("long", 1, null),
          Arguments.of("long", 1.0, null),
          Arguments.of("double", 1.5, 1.5),
          Arguments.of("double", 2L, 2.0),
          Arguments.of("double", "2", null),
          Arguments.of("string", "a", "a"),
          Arguments.of("string", null, null),
          Arguments.of("bytes", Bytes.of(new byte[] {1}), Bytes.of(new byte[] {1})),
          Arguments.of("bytes", "AQ==", null),
          Arguments.of("timestamp", NOON, NOON),
          Arguments.of("timestamp", NOON.plusNanos(1), NOON),
          Arguments.of("timestamp", NOON.toString(), null),
          Arguments.of("list<double>", List.of(1L, 0.5), List.of(1.0, 0.5)),
          Arguments.of("list<long>", List.of(1L, "a"), null),
          Arguments.of("list<long>", Arrays.asList(1L, null), null),
          Arguments.of("list<long>", Map.of(), null),
          Arguments.of("map<long>", Map.of("a", 1L), Map.of("a", 1L)),
          Arguments.of("map<long>", Map.of(1L, 1L), null),
          Arguments.of("map<list<double>>", Map.of("a", List.of(1L)), Map.of("a", List.of(1.0))),
          Arguments.of("any", List.of(1L, Map.of("a", NOON)), List.of(1L, Map.of("a", NOON))),
          Arguments.of("any", List.of(1), null),
          Arguments.of("any", Map.of(1L, "a"), null),
          Arguments.of("any", null, null));

  @ParameterizedTest
  @FieldSource("CONFORM")
  void a_value_conforms_or_is_refused(String type, Object value, Object expected) {
    assertThat(FieldType.parse(type).conform(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean",
        "long",
        "double",
        "string",
        "bytes",
        "timestamp",
        "any",
        "list<long>",
        "map<list<map<any>>>"
      })
  void a_type_is_read_as_it_is_written(String text) {
    assertThat(FieldType.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "int", "list", "list<>", "list<int>", "set<long>", "list<long", ">"})
  void what_is_no_type_is_not_read(String text) {
    assertThat(FieldType.parse(text)).isNull();
  }

  @Test
  void conforming_makes_a_copy_that_the_giver_cannot_change() {
    List<Object> given = Arrays.asList(1L, 2L);
    Object conformed = FieldType.parse("list<long>").conform(given);
    given.set(0, 3L);
    assertThat(conformed).isEqualTo(List.of(1L, 2L));
  }
}
