package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.MarkdownLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that lead nowhere are found. */
final class MarkdownLinkTest {

  @TempDir private Path directory;

  @Test
  void a_link_needs_its_file_and_its_heading() throws IOException {
    Files.writeString(directory.resolve("b.md"), "# What `check` finds\n\n## Twice\n\n## Twice\n");
    Path page =
        Files.writeString(
            directory.resolve("a.md"),
            """
            # Here
            [1](b.md) [2](b.md#what-check-finds) [3](b.md#twice-1) [4](#here) [5](https://x/y#z)
            [6](c.md) [7](b.md#what) [8](#there)
            [9]: d.md
            ```
            [10](e.md)
            # In a block
            ```
            [11](#in-a-block)
            """);

    assertThat(MarkdownLink.of(page).stream().filter(link -> !link.leadsSomewhere()))
        .extracting(MarkdownLink::text)
        .containsExactly("c.md", "b.md#what", "#there", "d.md", "#in-a-block");
  }
}
