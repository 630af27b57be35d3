package io.madcloud.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

  private static final String GOOD =
      """
      fields: { x: long, y: long }
      ops:
        begin: { out: [x] }
        twice: { in: [x], out: [y], expr: { y: "x * 2" } }
      """;

  private static final String DOUBTFUL =
      GOOD + "  idle: { in: [z], out: [y], expr: { y: z } }\nfolders: {}\n";

  @TempDir private Path directory;

  @Test
  void a_program_without_mistakes_is_summed_up() throws IOException {
    Shell.Result result = Shell.alone().run("check", file("good.yaml", GOOD)).done();

    assertThat(result.out())
        .isEqualToIgnoringNewLines(
            "2 ops (1 notification, 1 request-response), 2 fields: no mistakes.");
  }

  @Test
  void all_mistakes_are_told_with_their_places() throws IOException {
    String file =
        file(
            "bad.yaml",
            """
            fields: { x: long }
            ops:
              begin: { uot: [x] }
              twice: { in: [y], out: [x], expr: { x: "'text'" } }
            """);

    Shell.Result result = Shell.alone().run("check", file).ended(2);

    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains(file + ":3: ", "'uot'", "did you mean 'out'?", file + ":4: ", "y")
        .contains("mistakes.");
  }

  @Test
  void warnings_have_their_places_and_fail_if_that_is_wanted() throws IOException {
    String file = file("doubtful.yaml", DOUBTFUL.replace("y: long", "y: long, z: long"));

    Shell.Result relaxed = Shell.alone().run("check", file).ended(0);
    assertThat(relaxed.err()).contains(file + ":5: ", "warning: ", "[never-happens]");
    assertThat(relaxed.out()).contains("no mistakes, ").contains("warning");

    Shell.Result strict = Shell.alone().run("check", "--strict", "-o", "json", file).ended(1);
    assertThat(strict.err()).isEmpty();
    assertThat(strict.json().at("/ops").asInt()).isEqualTo(3);
    assertThat(strict.json().at("/warnings").findValuesAsText("kind")).contains("never-happens");
  }

  @Test
  void a_file_that_is_not_there_is_a_mistake() {
    Shell.Result result =
        Shell.alone().run("check", directory.resolve("none.yaml").toString()).ended(2);

    assertThat(result.err()).contains("none.yaml");
  }

  @Test
  void mistakes_are_json_if_that_is_wanted() throws IOException {
    String file = file("bad.yaml", GOOD.replace("expr", "exprr"));

    Shell.Result result = Shell.alone().run("check", "-o", "json", file).ended(2);

    assertThat(result.err()).isEmpty();
    assertThat(result.json().at("/mistakes")).hasSize(1);
    assertThat(result.json().at("/mistakes/0/file").asText()).isEqualTo(file);
    assertThat(result.json().at("/mistakes/0/line").asInt()).isEqualTo(4);
    assertThat(result.json().at("/mistakes/0/path").asText()).isEqualTo("/twice.exprr");
    assertThat(result.json().at("/mistakes/0/text").asText()).contains("did you mean 'expr'?");
  }

  @Test
  void a_file_that_is_named_in_two_ways_is_read_once() throws IOException {
    String file = file("good.yaml", GOOD);
    String same = directory.resolve("..").resolve(directory.getFileName()) + "/good.yaml";

    assertThat(Shell.alone().run("check", file, same).done().out()).contains("2 ops");
  }

  @Test
  void a_name_that_is_empty_is_told() {
    assertThat(Shell.alone().run("check", "").ended(2).err()).contains("but it is empty");
  }

  @Test
  void plugins_that_cannot_be_loaded_are_invalid_input() throws IOException {
    String missing = directory.resolve("none").toString();

    assertThat(
            Shell.alone()
                .run("check", "--plugins", missing, file("good.yaml", GOOD))
                .ended(2)
                .err())
        .contains("Expected a directory of plugin jars");
  }

  @Test
  void a_text_in_another_encoding_has_its_line() throws IOException {
    Path latin = directory.resolve("latin.yaml");
    Files.writeString(latin, "# ok\n# f\u00fcr\n" + GOOD, StandardCharsets.ISO_8859_1);

    assertThat(Shell.alone().run("check", latin.toString()).ended(2).err())
        .contains("latin.yaml:2: Expected a text in UTF-8");
  }

  @Test
  void a_character_that_yaml_does_not_allow_has_its_line() throws IOException {
    assertThat(Shell.alone().run("check", file("bell.yaml", GOOD + "# \u0007\n")).ended(2).err())
        .contains("bell.yaml:5: ", "U+0007");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
