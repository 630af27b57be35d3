package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields on the command line, by the names and types of an op. */
final class FieldArgumentsTest {

  private static final Op OP =
      new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
          .load(
              List.of(
                  YamlDocument.parse(
                      "test.yaml",
                      """
                      fields: { text: string, count: long, raw: bytes, tags: list<string> }
                      ops: { begin: { out: [text, { number: count }, raw, tags] } }
                      """)),
              Program.EMPTY,
              1)
          .program()
          .op("/begin");

  @TempDir private Path directory;

  private static Map<String, Object> typed(String... arguments) {
    return FieldArguments.typed(List.of(arguments), OP);
  }

  @Test
  void fields_go_by_local_names() {
    assertThat(typed("text=3", "number=3")).isEqualTo(Map.of("text", "3", "number", 3L));
    assertThat(typed()).isEmpty();
  }

  @Test
  void a_value_may_hold_anything_behind_the_first_equals_sign() {
    assertThat(typed("text=a=b = \"c\"")).isEqualTo(Map.of("text", "a=b = \"c\""));
    assertThat(typed("text=")).isEqualTo(Map.of("text", ""));
  }

  @Test
  void a_file_s_content_is_a_value() throws IOException {
    Path raw = Files.write(directory.resolve("raw"), new byte[] {0, -1, 10});
    Path text = Files.writeString(directory.resolve("text"), "two\nlines\n");
    Path tags = Files.writeString(directory.resolve("tags"), "[\"a\"]\n");
    assertThat(typed("raw=@" + raw, "text=@" + text, "tags=@" + tags))
        .isEqualTo(
            Map.of(
                "raw",
                Bytes.of(new byte[] {0, -1, 10}),
                "text",
                "two\nlines\n",
                "tags",
                List.of("a")));
    assertThat(typed("text=@@home")).isEqualTo(Map.of("text", "@home"));
  }

  @Test
  void all_that_is_wrong_is_told_at_once() throws IOException {
    Path latin = Files.write(directory.resolve("latin"), new byte[] {(byte) 0xe9});
    assertThatThrownBy(
            () ->
                typed(
                    "txt=a",
                    "number=abc",
                    "tags=a",
                    "=x",
                    "text",
                    "raw=@" + directory.resolve("none"),
                    "text=@" + latin))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Expected one of [text, number, raw, tags] of /begin, but found 'txt'; did you mean 'text'?
            Expected a long for 'number', but found 'abc'
            Expected a list<string> as JSON for 'tags', but found 'a'
            Expected name=value, but found '=x'
            Expected name=value, but found 'text'
            Expected a file for 'raw', but could not read %s
            Expected text for 'text', but %s is no UTF-8\
            """
                .formatted(directory.resolve("none"), latin));
    assertThatThrownBy(() -> typed("number=1", "number=2"))
        .hasMessage("Expected one value for 'number', but found two");
  }

  @Test
  void a_message_is_a_json_object_with_the_same_names() {
    assertThat(FieldArguments.typed("{\"text\": \"3\", \"number\": 3, \"raw\": \"AAE=\"}", OP))
        .isEqualTo(Map.of("text", "3", "number", 3L, "raw", Bytes.of(new byte[] {0, 1})));
    assertThat(FieldArguments.typed("{}", OP)).isEmpty();
    assertThatThrownBy(() -> FieldArguments.typed("{\"number\": \"3\", \"x\": 1}", OP))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Expected type long for 'number', but found 3
            Expected one of [text, number, raw, tags] of /begin, but found 'x'\
            """);
    assertThatThrownBy(() -> FieldArguments.typed("[1]", OP))
        .hasMessage("Expected a message as a JSON object, but found '[1]'");
  }
}
