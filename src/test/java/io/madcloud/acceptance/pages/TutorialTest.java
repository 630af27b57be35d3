package io.madcloud.acceptance.pages;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial, followed word by word, shows what it says. */
final class TutorialTest {

  static final String PAGE = "docs/tutorial.md";

  @TempDir private Path directory;

  @Test
  void a_reader_who_does_as_they_are_told_sees_what_they_are_told() throws Exception {
    try (Session session = new Session(directory)) {
      session.follow(Page.read(PAGE));
    }
  }
}
