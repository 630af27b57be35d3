package io.madcloud.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.op.Bytes;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Plugins;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugins that come along, as programs find them. */
final class BundledPluginsTest {

  private static final Map<String, OpPlugin> PLUGINS =
      Plugins.load(BundledPluginsTest.class.getClassLoader());

  @Test
  void they_are_found_by_name() {
    assertThat(PLUGINS).containsOnlyKeys("template", "words");
  }

  @ParameterizedTest
  @CsvSource({
    "'To be, or not to be', 'To|be|or|not|to|be'",
    "'don''t ''quote'' me', 'don''t|quote|me'",
    "'zażółć gęślą 42 e\u0301t\u00e9', 'zażółć|gęślą|42|e\u0301t\u00e9'",
    "'…—!', ''"
  })
  void words_are_runs_of_letters_and_digits(String text, String expected) throws Exception {
    List<String> words = expected.isEmpty() ? List.of() : List.of(expected.split("\\|", -1));
    assertThat(run("words", Map.of(), Map.of("text", text)))
        .isEqualTo(OpReply.of(Map.of("words", words)));
  }

  @Test
  void words_reads_and_writes_the_fields_that_with_names() throws Exception {
    Map<String, Object> with = Map.of("from", "line", "to", "tokens", "lower-case", true);
    assertThat(run("words", with, Map.of("line", "Ab CD")))
        .isEqualTo(OpReply.of(Map.of("tokens", List.of("ab", "cd"))));
  }

  @Test
  void words_of_what_is_no_text_fail_for_good() throws Exception {
    assertThat(run("words", Map.of(), Map.of("text", 1L)))
        .isEqualTo(
            OpReply.finalFailure("Expected a string as input 'text', but it is something else"));
    assertThat(run("words", Map.of(), Map.of()))
        .isEqualTo(OpReply.finalFailure("Expected a string as input 'text', but there is none"));
  }

  @Test
  void a_template_is_filled_with_inputs_of_any_type_but_maps() throws Exception {
    Map<String, Object> inputs =
        Map.of(
            "name",
            "Ada {x}",
            "n",
            3L,
            "half",
            0.5,
            "yes",
            true,
            "at",
            Instant.ofEpochMilli(5),
            "raw",
            Bytes.of(new byte[] {1}),
            "list",
            List.of("a", List.of(1L, 2L)));
    assertThat(
            run(
                "template",
                Map.of("text", "{{{name}}}: {n}{half} {yes} {at} {raw} [{list}]", "to", "out"),
                inputs))
        .isEqualTo(
            OpReply.of(
                Map.of("out", "{Ada {x}}: 30.5 true 1970-01-01T00:00:00.005Z AQ== [a, 1, 2]")));
    assertThat(run("template", Map.of("text", "plain"), Map.of()))
        .isEqualTo(OpReply.of(Map.of("text", "plain")));
  }

  @Test
  void a_template_without_its_input_or_with_a_map_fails_for_good() throws Exception {
    assertThat(run("template", Map.of("text", "{a}"), Map.of("b", "x")))
        .isEqualTo(
            OpReply.finalFailure("Expected an input 'a' that has a text, but there is none"));
    assertThat(run("template", Map.of("text", "{a}"), Map.of("a", List.of(Map.of()))))
        .isEqualTo(
            OpReply.finalFailure(
                "Expected an input 'a' that has a text, but it is or holds a map"));
  }

  @Test
  void a_configuration_that_is_not_understood_is_refused() {
    assertRefused("template", Map.of(), "Expected a text in 'text', but there is none");
    assertRefused("template", Map.of("text", 1L), "Expected a text in 'text', but found '1'");
    assertRefused(
        "template",
        Map.of("text", "a { b"),
        "Expected {name}, {{ or }} in 'text', but found a single '{' at character 3");
    assertRefused(
        "words", Map.of("frm", "x"), "Expected no more than from, lower-case, to, but found 'frm'");
    assertRefused(
        "words",
        Map.of("lower-case", "yes"),
        "Expected true or false in 'lower-case', but found 'yes'");
  }

  private static OpReply run(String plugin, Map<String, Object> with, Map<String, Object> inputs)
      throws Exception {
    return PLUGINS
        .get(plugin)
        .configure(with)
        .call(new OpCall(inputs, "p1", 1, 1, OpCall.NO_TIMEOUT));
  }

  private static void assertRefused(String plugin, Map<String, Object> with, String message) {
    assertThatThrownBy(() -> PLUGINS.get(plugin).configure(with))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
