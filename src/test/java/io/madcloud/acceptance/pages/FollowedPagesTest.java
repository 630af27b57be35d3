package io.madcloud.acceptance.pages;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Pages whose commands go together, followed word by word, show what they say. */
final class FollowedPagesTest {

  /** The second runs three servers, in Java, in Node.js and behind HTTP. */
  static final List<String> PAGES =
      List.of("docs/tutorial.md", "docs/examples/insurance-quotes.md");

  @TempDir private Path directory;

  @ParameterizedTest
  @FieldSource("PAGES")
  void a_reader_who_does_as_they_are_told_sees_what_they_are_told(String page) throws Exception {
    try (Session session = new Session(directory)) {
      session.follow(Page.read(page));
    }
  }
}
