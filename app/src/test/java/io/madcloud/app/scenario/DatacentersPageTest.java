package io.madcloud.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.ConsolePage;
import io.madcloud.app.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about datacenters shows what a scenario really comes to. */
final class DatacentersPageTest {

  @TempDir private Path directory;

  @Test
  void what_the_page_shows_is_what_happens() throws IOException {
    ConsolePage page = ConsolePage.read("docs/datacenters.md", directory);
    assertThat(page.play("A process in two datacenters", Shell.alone()::run)).isPositive();
  }
}
