package io.madcloud.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.ConsolePage;
import io.madcloud.app.Shell;
import io.madcloud.engine.check.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about check shows what it really prints. */
final class CheckPageTest {

  private static final String PAGE = "docs/check.md";

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0}")
  @MethodSource("sections")
  void what_a_section_shows_is_what_happens(String section) throws IOException {
    assertThat(ConsolePage.read(PAGE, directory).play(section, Shell.alone()::run)).isPositive();
  }

  static List<String> sections() throws IOException {
    return ConsolePage.read(PAGE, Path.of("")).sections();
  }

  @Test
  void every_kind_of_warning_has_a_section() throws IOException {
    assertThat(sections())
        .containsAll(Stream.of(Warning.Kind.values()).map(Warning.Kind::text).toList());
  }

  @Test
  void there_is_nothing_to_warn_of_in_the_examples() throws IOException {
    try (Stream<Path> examples = Files.list(Path.of("..", "examples"))) {
      for (Path example : examples.filter(Files::isDirectory).toList()) {
        String program = example.resolve("program.yaml").toString();
        assertThat(Shell.alone().run("check", "--strict", program).done().out())
            .contains("no mistakes.");
      }
    }
  }
}
