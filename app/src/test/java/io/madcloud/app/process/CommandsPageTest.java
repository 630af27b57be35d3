package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.ConsolePage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page about commands shows what the commands about processes really print. */
@ExtendWith(Bed.Shared.class)
final class CommandsPageTest {

  private static final Path PROGRAM =
      Path.of("..", "examples", "order-with-compensation", "program.yaml");

  private static final List<String> SECTIONS =
      List.of("notify", "process", "why", "op", "reply", "cancel", "watch");

  private final Bed bed;

  @TempDir private Path directory;

  CommandsPageTest(Bed bed) {
    this.bed = bed;
  }

  @Test
  void what_the_page_shows_is_what_happens() throws IOException {
    bed.run("apply", PROGRAM.toString(), "--wait").ended(0);
    ConsolePage page = ConsolePage.read("docs/commands.md", directory);
    int commands = 0;
    for (String section : SECTIONS) {
      commands += page.play(section, bed::run);
    }
    assertThat(commands).isEqualTo(17);
  }
}
