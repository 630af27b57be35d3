package io.madcloud.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.op.Bytes;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handler answers a call, and what becomes of what it does. */
final class HandlersTest {

  private static final OpCall CALL = new OpCall(Map.of("n", 1L), "p1", 2, 1, 60_000);

  private static Handler says(String text) {
    return call -> OpReply.of(Map.of("said", text));
  }

  private static String said(Handlers handlers, String op) {
    return handlers.answer(op, CALL) instanceof OpReply.Messages messages
        ? messages.messages().get(0).get("said").toString()
        : "nothing";
  }

  @Test
  void the_path_of_an_op_goes_before_patterns_and_of_these_the_first() {
    Handlers handlers =
        Handlers.none()
            .on("/shop/**", says("all"))
            .on("/shop/*/offer", says("offers"))
            .on("/shop/acorn/offer", says("acorn"));
    assertThat(said(handlers, "/shop/acorn/offer")).isEqualTo("acorn");
    assertThat(said(handlers, "/shop/beech/offer")).isEqualTo("all");
    assertThat(said(handlers, "/elsewhere")).isEqualTo("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b, true",
    "/a/b, /a/b/c, false",
    "/a/*, /a/b, true",
    "/a/*, /a/b/c, false",
    "/a/*, /a, false",
    "/*/c, /b/c, true",
    "/a/**, /a/b/c, true",
    "/a/**, /a, false",
    "/**, /a, true",
    "/a.b, /a-b, false",
  })
  void patterns_match_whole_names(String pattern, String op, boolean matches) {
    if (pattern.contains(".")) {
      assertThatThrownBy(() -> new OpPattern(pattern)).hasMessageContaining("'/a.b'");
    } else {
      assertThat(new OpPattern(pattern).matches(op)).isEqualTo(matches);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shop/price", "/", "/shop/", "/a/**/b", "/a*", "/ä"})
  void what_is_no_pattern_is_refused(String pattern) {
    assertThatThrownBy(() -> Handlers.none().on(pattern, says("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected the path of an op such as /shop/price")
        .hasMessageEndingWith("but found '" + pattern + "'");
  }

  @Test
  void an_op_without_a_handler_is_a_failure_that_names_those_there_are() {
    assertThat(Handlers.none().on("/a", says("a")).on("/b/*", says("b")).answer("/c", CALL))
        .isEqualTo(
            OpReply.failure("Expected a handler for op /c, but this server handles /a, /b/* only"));
  }

  @Test
  void what_a_handler_throws_is_a_failure() {
    Handlers handlers =
        Handlers.none()
            .on(
                "/throws",
                call -> {
                  throw new IllegalStateException("busy");
                })
            .on("/null", call -> null)
            .on("/wrong", call -> OpReply.of(Map.of("n", call.inputs().text("n"))));
    assertThat(handlers.answer("/throws", CALL))
        .isEqualTo(OpReply.failure("java.lang.IllegalStateException: busy"));
    assertThat(handlers.answer("/null", CALL))
        .isEqualTo(
            OpReply.finalFailure("Expected messages or a failure, but the handler returned null"));
    assertThat(handlers.answer("/wrong", CALL))
        .isEqualTo(OpReply.finalFailure("Expected an input 'n' of type string, but found Long"));
  }

  @Test
  void inputs_come_as_their_types() {
    Bytes bytes = Bytes.of(new byte[] {1});
    Inputs inputs =
        new Inputs(
            Map.of(
                "flag",
                true,
                "n",
                2L,
                "x",
                2.5,
                "s",
                "text",
                "b",
                bytes,
                "t",
                Instant.EPOCH,
                "l",
                List.of(1L),
                "m",
                Map.of("k", 1L)));
    assertThat(inputs.bool("flag")).isTrue();
    assertThat(inputs.integer("n")).isEqualTo(2);
    assertThat(inputs.real("x")).isEqualTo(2.5);
    assertThat(inputs.real("n")).isEqualTo(2.0);
    assertThat(inputs.text("s")).isEqualTo("text");
    assertThat(inputs.bytes("b")).isEqualTo(bytes);
    assertThat(inputs.time("t")).isEqualTo(Instant.EPOCH);
    assertThat(inputs.list("l")).isEqualTo(List.of(1L));
    assertThat(inputs.map("m")).isEqualTo(Map.of("k", 1L));
    assertThatThrownBy(() -> inputs.text("none"))
        .hasMessage("Expected an input 'none' of type string, but found none");
  }
}
