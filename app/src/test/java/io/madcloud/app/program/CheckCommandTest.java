package io.madcloud.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.Shell;
import java.io.IOException;
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

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
