package io.madcloud.engine.program;

import static io.madcloud.engine.program.FieldType.ANY;
import static io.madcloud.engine.program.FieldType.BYTES;
import static io.madcloud.engine.program.FieldType.DOUBLE;
import static io.madcloud.engine.program.FieldType.LONG;
import static io.madcloud.engine.program.FieldType.STRING;
import static io.madcloud.engine.program.FieldType.TIMESTAMP;
import static io.madcloud.engine.program.FieldType.listOf;
import static io.madcloud.engine.program.FieldType.mapOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.op.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LiteralsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final String NOON_TEXT = "2026-03-01T12:00:00.123Z";
  private static final Bytes BLOB = Bytes.of(new byte[] {1, 2, -1});

  static List<Arguments> fitting() {
    return List.of(
        Arguments.of(1L, LONG, 1L),
        Arguments.of(1L, DOUBLE, 1.0),
        Arguments.of("x", STRING, "x"),
        Arguments.of(NOON_TEXT, STRING, NOON_TEXT),
        Arguments.of(NOON_TEXT, ANY, NOON_TEXT),
        Arguments.of(NOON_TEXT, TIMESTAMP, NOON),
        Arguments.of("2026-03-01T12:00:00.123999Z", TIMESTAMP, NOON),
        Arguments.of("2026-03-01T13:00:00.123+01:00", TIMESTAMP, NOON),
        Arguments.of("AQL/", BYTES, BLOB),
        Arguments.of(List.of(NOON_TEXT), listOf(TIMESTAMP), List.of(NOON)),
        Arguments.of(
            Map.of("k", List.of("AQL/")), mapOf(listOf(BYTES)), Map.of("k", List.of(BLOB))));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("fitting")
  void becomesAnEngineValue(Object plain, FieldType type, Object expected) {
    assertThat(type.conform(Literals.typed(plain, type))).isEqualTo(expected);
  }

  static List<Arguments> misfits() {
    return List.of(
        Arguments.of("yesterday", TIMESTAMP),
        Arguments.of("2026-03-01", TIMESTAMP),
        Arguments.of("+999999999-01-01T00:00:00Z", TIMESTAMP),
        Arguments.of(5L, TIMESTAMP),
        Arguments.of("no base64!", BYTES),
        Arguments.of("1", LONG),
        Arguments.of(new BigInteger("9223372036854775808"), LONG),
        Arguments.of(new BigInteger("9223372036854775808"), DOUBLE),
        Arguments.of(new BigInteger("9223372036854775808"), ANY),
        Arguments.of(null, LONG),
        Arguments.of(null, ANY),
        Arguments.of(Arrays.asList(1L, null), listOf(LONG)),
        Arguments.of(Arrays.asList(1L, null), ANY),
        Arguments.of(List.of("x"), listOf(TIMESTAMP)),
        Arguments.of(Map.of("k", "x"), mapOf(BYTES)),
        Arguments.of("x", listOf(STRING)));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("misfits")
  void isRefusedByTheTypeWhenItDoesNotFit(Object plain, FieldType type) {
    assertThat(type.conform(Literals.typed(plain, type))).isNull();
  }

  static List<Arguments> values() {
    return List.of(
        Arguments.of(NOON, NOON_TEXT),
        Arguments.of(Instant.EPOCH, "1970-01-01T00:00:00.000Z"),
        Arguments.of(BLOB, "AQL/"),
        Arguments.of(1L, 1L),
        Arguments.of(List.of(BLOB, Map.of("k", NOON)), List.of("AQL/", Map.of("k", NOON_TEXT))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void becomesPlain(Object value, Object plain) {
    assertThat(Literals.plain(value)).isEqualTo(plain);
  }
}
