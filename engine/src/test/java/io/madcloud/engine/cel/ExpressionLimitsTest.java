package io.madcloud.engine.cel;

import static io.madcloud.engine.program.FieldType.ANY;
import static io.madcloud.engine.program.FieldType.LONG;
import static io.madcloud.engine.program.FieldType.STRING;
import static io.madcloud.engine.program.FieldType.listOf;
import static io.madcloud.engine.program.FieldType.mapOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Steps;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an expression may cost: to be read, and to be evaluated. */
@Timeout(60)
class ExpressionLimitsTest {

  /** As much as a process may hold with the limits as they are by default. */
  private static final int BYTES = 256 * 1024;

  private static final Map<String, FieldType> TYPES =
      Map.of(
          "text",
          STRING,
          "aaa",
          STRING,
          "longs",
          listOf(LONG),
          "words",
          listOf(STRING),
          "index",
          mapOf(LONG),
          "any",
          ANY);

  private static final List<Long> LONGS =
      LongStream.range(0, BYTES / 8).boxed().collect(Collectors.toList());
  private static final List<String> WORDS =
      IntStream.range(0, 5_000).mapToObj(n -> "word" + n).collect(Collectors.toList());
  private static final Map<String, Object> VALUES =
      Map.of(
          "text",
          "some text that is about nothing ".repeat(BYTES / 32),
          "aaa",
          "a".repeat(BYTES / 2),
          "longs",
          LONGS,
          "words",
          WORDS,
          "index",
          WORDS.stream().collect(Collectors.toMap(word -> word, word -> 1L)),
          "any",
          LONGS);

  private final CelExpressions expressions = new CelExpressions();

  private Object evaluate(String source, Steps steps) throws ExpressionException {
    return expressions.compile(source, TYPES, null).evaluate(VALUES::get, steps);
  }

  static List<String> usual() {
    return List.of(
        "longs.map(n, n + 1)",
        "longs.filter(n, n % 2 == 0).map(n, n * 2)",
        "longs.all(n, n >= 0) && longs.exists_one(n, n == 7)",
        "words.map(w, w + '!').join(', ')",
        "words.all(w, w in index && index[w] == 1)",
        "words.filter(w, w.contains('9')).size() > 0 && text.contains('no word of these')",
        "words.map(w, {'word': w, 'size': w.size()})",
        "text.split(' ').map(w, w.upperAscii()).join(' ')",
        "text.replace('e', 'ee').lowerAscii().matches('(some|text|is|about| )+')",
        "any.map(n, n)",
        "longs.map(n, any[n])",
        "[longs, longs] == [longs, longs]");
  }

  @ParameterizedTest
  @MethodSource("usual")
  void evaluatesWhatIsUsualEvenOnTheLargestFields(String source) throws Exception {
    Steps steps = new Steps(Steps.MOST);
    assertThat(evaluate(source, steps)).isNotNull();
    System.out.printf("%s takes %d steps%n", source, steps.taken());
  }

  /** Wraps {@code inner} so many times; {@code %1$s} stands for it, {@code %2$d} for the number. */
  private static String nested(int times, String wrapping, String inner) {
    String source = inner;
    for (int level = 0; level < times; level++) {
      source = wrapping.formatted(source, level);
    }
    return source;
  }

  static List<String> bombs() {
    return List.of(
        nested(9, "[0,1,2,3,4,5,6,7,8,9].all(x%2$d, %1$s)", "true"),
        nested(4, "longs.exists(x%2$d, %1$s)", "false"),
        "longs.all(x, longs.all(y, x + y < 0 || true))",
        // An error that || does without would be none.
        nested(9, "[0,1,2,3,4,5,6,7,8,9].all(x%2$d, %1$s)", "true") + " || true",
        // What doubles: texts, lists, and lists that hold one list twice.
        nested(40, "[%1$s].map(x%2$d, x%2$d + x%2$d)[0]", "text"),
        nested(40, "[%1$s].map(x%2$d, x%2$d + x%2$d)[0]", "longs"),
        nested(40, "[%1$s].map(x%2$d, [x%2$d, x%2$d])[0]", "longs"),
        nested(40, "[%1$s].map(x%2$d, {'a': x%2$d, 'b': x%2$d})[0]", "index"),
        nested(40, "[%1$s].map(x%2$d, dyn([x%2$d, x%2$d]))[0]", "any") + " == any",
        // What multiplies.
        "text.replace('', text)",
        "words.map(w, text).join(text)",
        "longs.map(n, aaa).join('')",
        "words.all(w, aaa.contains(aaa.substring(1) + w) || true)",
        "words.all(w, aaa.indexOf(aaa.substring(1) + w) < 0)",
        "words.all(w, aaa.lastIndexOf('b' + aaa.substring(1)) < 0)",
        "words.all(w, !aaa.matches('(a{0,90}){0,90}b'))",
        "words.all(w, longs == longs)",
        "words.all(w, any == any)",
        "words.all(w, !(-1 in longs))",
        "words.all(w, text + w != w)");
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void endsWhatTakesTooManySteps(String source) {
    Steps steps = new Steps(Steps.MOST);
    long startNs = System.nanoTime();
    assertThatThrownBy(() -> evaluate(source, steps))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("within 5000000 steps, but its evaluation takes more");
    System.out.printf(
        "%.60s: %d ms%n", source, Duration.ofNanos(System.nanoTime() - startNs).toMillis());
  }

  @Test
  void takesTheSameStepsEachTime() throws Exception {
    Map<String, Long> taken = new HashMap<>();
    for (int time = 0; time < 2; time++) {
      for (String source : usual()) {
        Steps steps = new Steps(Steps.MOST);
        evaluate(source, steps);
        Long before = taken.putIfAbsent(source, steps.taken());
        assertThat(before == null ? steps.taken() : before).as(source).isEqualTo(steps.taken());
      }
    }
    Steps just = new Steps(taken.get("longs.map(n, n + 1)"));
    assertThat(evaluate("longs.map(n, n + 1)", just)).isNotNull();
    Steps less = new Steps(just.taken() - 1);
    assertThatThrownBy(() -> evaluate("longs.map(n, n + 1)", less))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void aLiteralTakesAStepAndThoseOfItsCharacters() throws Exception {
    for (String literal : List.of("true", "7", "1.5", "'x'", "b'x'", "'" + "x".repeat(40) + "'")) {
      Steps steps = new Steps(Steps.MOST);
      Object value = expressions.compile(literal, Map.of(), null).evaluate(name -> null, steps);
      int characters = value instanceof String text ? text.length() : 0;
      assertThat(steps.taken()).as(literal).isEqualTo(1 + characters / 16);
    }
  }

  @Test
  void refusesAnExpressionThatIsTooLong() {
    String sum = "1" + " + 1".repeat(2_500);
    assertThatThrownBy(() -> expressions.compile(sum, Map.of(), LONG))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(
            "Expected an expression of at most 10000 characters, but `%s…` has 10001"
                .formatted(sum.substring(0, 59)));
  }

  @Test
  void refusesAnExpressionThatIsNestedTooDeeply() {
    String deep = "(".repeat(4_000) + "1" + ")".repeat(4_000);
    assertThatThrownBy(() -> expressions.compile(deep, Map.of(), LONG))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("it is nested more than 250 deep");
  }
}
