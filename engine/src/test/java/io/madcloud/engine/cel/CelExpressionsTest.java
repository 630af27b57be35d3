package io.madcloud.engine.cel;

import static io.madcloud.engine.program.FieldType.ANY;
import static io.madcloud.engine.program.FieldType.BOOLEAN;
import static io.madcloud.engine.program.FieldType.BYTES;
import static io.madcloud.engine.program.FieldType.DOUBLE;
import static io.madcloud.engine.program.FieldType.LONG;
import static io.madcloud.engine.program.FieldType.STRING;
import static io.madcloud.engine.program.FieldType.TIMESTAMP;
import static io.madcloud.engine.program.FieldType.listOf;
import static io.madcloud.engine.program.FieldType.mapOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.program.Expression;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Steps;
import io.madcloud.op.Bytes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CelExpressionsTest {

  private static final Bytes BLOB = Bytes.of(new byte[] {1, -1});
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  private static final Map<String, FieldType> TYPES = new LinkedHashMap<>();
  private static final Map<String, Object> VALUES = new LinkedHashMap<>();

  private static void variable(String name, FieldType type, Object value) {
    TYPES.put(name, type);
    VALUES.put(name, value);
  }

  static {
    variable("flag", BOOLEAN, true);
    variable("n", LONG, 5L);
    variable("d", DOUBLE, 2.5);
    variable("s", STRING, "a b");
    variable("blob", BYTES, BLOB);
    variable("at", TIMESTAMP, NOON);
    variable("longs", listOf(LONG), List.of(1L, 2L, 3L));
    variable("blobs", listOf(BYTES), List.of(BLOB));
    variable("prices", mapOf(DOUBLE), Map.of("x", 1.5));
    variable("what", ANY, List.of(BLOB, Map.of("k", BLOB), 7L));
    variable("string", STRING, "a field may be called like a type");
    variable("size", LONG, 9L);
  }

  private final CelExpressions expressions = new CelExpressions();

  private Object evaluate(String source, FieldType result) throws ExpressionException {
    return expressions.compile(source, TYPES, result).evaluate(VALUES::get, new Steps(Steps.MOST));
  }

  static List<Arguments> values() {
    return List.of(
        Arguments.of("flag && n > 4", BOOLEAN, true),
        Arguments.of("n + 1", LONG, 6L),
        Arguments.of("n + 1", DOUBLE, 6L),
        Arguments.of("d * 2.0", DOUBLE, 5.0),
        Arguments.of("n < d", BOOLEAN, false),
        Arguments.of("s + 'é'", STRING, "a bé"),
        Arguments.of("s.split(' ')", listOf(STRING), List.of("a", "b")),
        Arguments.of("s.upperAscii()", STRING, "A B"),
        Arguments.of("blob", BYTES, BLOB),
        Arguments.of("blob + b'a'", BYTES, Bytes.of(new byte[] {1, -1, 'a'})),
        Arguments.of("blob == blobs[0]", BOOLEAN, true),
        Arguments.of("blobs", listOf(BYTES), List.of(BLOB)),
        Arguments.of("what[1].k", BYTES, BLOB),
        Arguments.of("what", ANY, List.of(BLOB, Map.of("k", BLOB), 7L)),
        Arguments.of("at + duration('1s')", TIMESTAMP, NOON.plusSeconds(1)),
        Arguments.of(
            "timestamp('2026-01-01T00:00:00.123456Z')",
            TIMESTAMP,
            Instant.parse("2026-01-01T00:00:00.123Z")),
        Arguments.of("longs.map(i, i * 2).filter(i, i > 2)", listOf(LONG), List.of(4L, 6L)),
        Arguments.of("longs", listOf(DOUBLE), List.of(1L, 2L, 3L)),
        Arguments.of("prices.x", DOUBLE, 1.5),
        Arguments.of("{'a': n, 'b': s}", mapOf(ANY), Map.of("a", 5L, "b", "a b")),
        Arguments.of("[]", listOf(STRING), List.of()),
        Arguments.of("{}", mapOf(STRING), Map.of()),
        Arguments.of("string", STRING, "a field may be called like a type"),
        Arguments.of("size(longs) + size", LONG, 12L),
        Arguments.of("dyn(n)", STRING, 5L));
  }

  @ParameterizedTest(name = "{0} as {1} is {2}")
  @MethodSource("values")
  void yieldsEngineValues(String source, FieldType result, Object expected) throws Exception {
    assertThat(evaluate(source, result)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dyn(null)",
        "[dyn(1u)]",
        "{'a': dyn(duration('1s'))}",
        "dyn({1: 2})",
        "dyn(type(n))"
      })
  void yieldsNullForWhatIsNoEngineValue(String source) throws Exception {
    assertThat(evaluate(source, ANY)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "n +          | long    | Expected a valid expression, but `n +` is none: at 1:4 mismatched"
            + " input '<EOF>'",
        "n + 'a'      | long    | Expected a valid expression, but `n + 'a'` is none: at 1:3 '+'"
            + " does not apply to (long, string)",
        "flag ? 1 : s | long    | Expected a valid expression, but `flag ? 1 : s` is none: at 1:6"
            + " '? :' does not apply to (boolean, long, string)",
        "foo(n)       | long    | Expected a valid expression, but `foo(n)` is none: at 1:4"
            + " there is no function 'foo'",
        "foo + n      | long    | Expected a valid expression, but `foo + n` is none: at 1:1 'foo'"
            + " is not known (known are at, blob, blobs, d, flag, longs, n, prices, …)",
        "n + 1        | string  | Expected an expression of type string, but `n + 1` is of type"
            + " long",
        "d            | long    | Expected an expression of type long, but `d` is of type double",
        "s            | boolean | Expected an expression of type boolean, but `s` is of type"
            + " string",
        "longs        | list<string> | Expected an expression of type list<string>, but `longs` is"
            + " of type list<long>",
        "1u           | any     | Expected an expression of type any, but `1u` is of type uint",
        "[null]       | any     | Expected an expression of type any, but `[null]` is of type"
            + " list(null)",
        "{1: 2}       | map<long> | Expected an expression of type map<long>, but `{1: 2}` is of"
            + " type map(int, int)",
        "n            | list<any> | Expected an expression of type list<any>, but `n` is of type"
            + " long",
      })
  void saysWhatIsWrongAndWhere(String source, String result, String message) {
    assertThatThrownBy(() -> expressions.compile(source, TYPES, FieldType.parse(result)))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "n / 0 | Expected a value of `n / 0`, but its evaluation failed: / by zero (at character"
            + " 2)",
        "longs[5] | Expected a value of `longs[5]`, but its evaluation failed: Index out of bounds:"
            + " 5 (at character 5)",
        "9223372036854775807 + n | Expected a value of `9223372036854775807 + n`, but its"
            + " evaluation failed: long overflow (at character 20)",
      })
  void saysWhyAnEvaluationFailed(String source, String message) throws Exception {
    Expression expression = expressions.compile(source, TYPES, null);
    assertThatThrownBy(() -> expression.evaluate(VALUES::get, new Steps(Steps.MOST)))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(message);
  }

  @Test
  void failsWhenAVariableHasNoValueUnlessItIsNotNeeded() throws Exception {
    Expression needed = expressions.compile("n > 1 || flag", TYPES, BOOLEAN);
    assertThat(needed.evaluate(name -> name.equals("flag") ? true : null, new Steps(100)))
        .isEqualTo(true);
    assertThatThrownBy(() -> needed.evaluate(name -> null, new Steps(100)))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void knowsTheTypeOfTheElements() throws Exception {
    assertThat(expressions.elementType("longs", TYPES)).isEqualTo(LONG);
    assertThat(expressions.elementType("s.split(' ')", TYPES)).isEqualTo(STRING);
    assertThat(expressions.elementType("[longs]", TYPES)).isEqualTo(listOf(LONG));
    assertThat(expressions.elementType("[1, 'a']", TYPES)).isEqualTo(ANY);
    assertThat(expressions.elementType("what", TYPES)).isEqualTo(ANY);
  }

  @Test
  void compilesTheSameTextOnceForTheSameTypes() throws Exception {
    Expression one = expressions.compile("n + 1", Map.of("n", LONG, "s", STRING), LONG);
    assertThat(expressions.compile("n + 1", Map.of("n", LONG), LONG)).isSameAs(one);
    assertThat(expressions.compile("n + 1", Map.of("n", ANY), LONG)).isNotSameAs(one);
  }
}
