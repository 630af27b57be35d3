package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.Bytes;
import io.madcloud.op.OpReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which error texts are told, and which may quote the value of a sensitive field. */
final class ErrorTextsTest {

  private static final Program PROGRAM =
      program(
          Program.EMPTY,
          """
          fields: { card: { type: any, sensitive: true }, note: any, x: long }
          ops:
            pay: { out: [card, note] }
            charge: { in: [card, note], out: [x], call: bank }
          """);

  private static Program program(Program base, String yaml) {
    return new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
        .load(List.of(YamlDocument.parse("p.yaml", yaml)), base, base.revision() + 1)
        .program();
  }

  private static OpReply told(Program program, Object card, OpReply reply) {
    Op op = program.op("/charge");
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("card", card);
    inputs.put("note", "a note about something else");
    return ErrorTexts.hiding(program, op, inputs, reply);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("4111-2222", "declined: 4111-2222", true),
        Arguments.of("4111-2222", "For input string: \"11-2\"", true),
        Arguments.of("Ada Lovelace", "no customer ADA LOVE", true),
        Arguments.of("4111-2222", "declined: 411", false),
        Arguments.of("4111-2222", "the bank is closed", false),
        Arguments.of("42", "no card 42", true),
        Arguments.of("42", "no card 4-2", false),
        Arguments.of("", "no card", false),
        Arguments.of(41112222L, "no card 41112222", true),
        Arguments.of(7L, "card 7", true),
        Arguments.of(true, "expected true", false),
        Arguments.of(List.of("a", List.of("4111")), "no 4111", true),
        Arguments.of(Map.of("number", "4111"), "no 4111", true),
        Arguments.of(Map.of("4111", 1L), "no 4111", true),
        Arguments.of(Bytes.of("4111".getBytes(StandardCharsets.UTF_8)), "no 4111", true),
        Arguments.of(Bytes.of(new byte[] {-1, -2, -3}), "no //79", true),
        Arguments.of(Instant.EPOCH, "not at 1970-01-01T00:00:00.000Z", true),
        Arguments.of("4111-2222", "a note about something else", false));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_is_hidden_when_it_quotes_a_sensitive_input(Object card, String text, boolean hidden) {
    OpReply failure = OpReply.failure(text);
    assertThat(told(PROGRAM, card, failure))
        .isEqualTo(hidden ? OpReply.failure(ErrorTexts.HIDDEN) : failure);
    assertThat(told(PROGRAM, card, OpReply.finalFailure(text)))
        .isEqualTo(OpReply.finalFailure(hidden ? ErrorTexts.HIDDEN : text));
  }

  @Test
  void a_hidden_text_stays_so_in_a_replay() {
    OpReply failure = OpReply.failure(ErrorTexts.HIDDEN);
    assertThat(told(PROGRAM, "sensitive field", failure)).isSameAs(failure);
  }

  @Test
  void replies_are_told() {
    OpReply reply = OpReply.of(Map.of("x", 1L));
    assertThat(told(PROGRAM, "4111", reply)).isSameAs(reply);
  }

  @Test
  void the_program_says_what_is_sensitive_and_not_the_op() {
    OpReply failure = OpReply.failure("declined: 4111");
    Program open = program(PROGRAM, "fields: { card: any }");
    assertThat(open.op("/charge")).isSameAs(PROGRAM.op("/charge"));
    assertThat(told(open, "4111", failure)).isSameAs(failure);
    Program again = program(open, "fields: { card: { type: any, sensitive: true } }");
    assertThat(told(again, "4111", failure)).isEqualTo(OpReply.failure(ErrorTexts.HIDDEN));
  }
}
