package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.MarkdownLink;
import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a formatter and a compiler do not see in the source tree. */
final class TidyTest {
  private static final int MAX_LINES = 400;

  private static final Pattern TEXT =
      Pattern.compile(
          ".*\\.(java|xml|md|avsc|avdl|avpr|ya?ml|json|properties|sh|html|css|js|sql|txt)"
              + "|.*/bin/[^/.]+|.*/\\.ci/[^/.]+|.*/\\.mvn/.*");

  private static final Set<String> SKIPPED = Set.of("target", "node_modules");
  private static final Set<String> HIDDEN_BUT_OURS = Set.of(".ci", ".mvn", ".github");

  // Put together so that this file does not find itself.
  private static final Pattern SLEEP =
      Pattern.compile("Thread\\." + "sleep|TimeUnit\\.\\w+\\.sleep");
  private static final Pattern DISABLED = Pattern.compile("@" + "Disabled|@" + "Ignore\\b");
  private static final Pattern LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern SPACES = Pattern.compile("\t|\\s+$");
  private static final Pattern MACHINE = Pattern.compile("(?<![\\w.}])/(home|Users|root)" + "/\\w");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (\\w+ |non-sealed )*(class|interface|record|enum|@interface) \\w+.*");

  private static final Path ROOT = SourceTree.ROOT;
  private static final List<Path> FILES = files();

  @Test
  void no_main_source_is_longer_than_400_lines() {
    assertThat(
            mainSources()
                .filter(file -> lines(file).size() > MAX_LINES)
                .map(file -> name(file) + ": " + lines(file).size() + " lines"))
        .isEmpty();
  }

  @Test
  void every_public_type_says_what_it_is() {
    assertThat(mainSources().filter(TidyTest::isUndocumented).map(TidyTest::name)).isEmpty();
  }

  @Test
  void nothing_sleeps() {
    assertThat(found(SLEEP, ".java")).isEmpty();
  }

  @Test
  void no_test_is_switched_off() {
    assertThat(found(DISABLED, ".java")).isEmpty();
  }

  @Test
  void nothing_is_left_for_later() {
    assertThat(found(LATER, "")).isEmpty();
  }

  @Test
  void no_tabs_and_no_spaces_at_the_end_of_a_line() {
    assertThat(found(SPACES, "")).isEmpty();
  }

  @Test
  void no_path_of_somebody_s_machine() {
    assertThat(found(MACHINE, "")).isEmpty();
    if (ROOT.getNameCount() > 1) { // "/app" could be anything
      assertThat(found(Pattern.compile(Pattern.quote(ROOT + "/")), "")).isEmpty();
    }
  }

  @Test
  void every_link_leads_to_a_file_or_a_heading_of_it() {
    List<String> dead = new ArrayList<>();
    for (Path file : withSuffix(".md").toList()) {
      MarkdownLink.of(file).stream()
          .filter(link -> !link.leadsSomewhere())
          .forEach(link -> dead.add(name(file) + ": " + link.text()));
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void the_tree_was_read() {
    Set<String> names = new TreeSet<>(FILES.stream().map(TidyTest::name).toList());
    assertThat(names).contains("README.md", "pom.xml", "bin/madcloud", ".ci/run");
    assertThat(mainSources()).isNotEmpty();
  }

  private static boolean isUndocumented(Path file) {
    boolean documented = false;
    for (String line : lines(file)) {
      if (line.startsWith("/**")) {
        documented = true;
      } else if (PUBLIC_TYPE.matcher(line).matches()) {
        return !documented;
      }
    }
    return false;
  }

  private static List<String> found(Pattern pattern, String suffix) {
    return withSuffix(suffix).flatMap(file -> found(pattern, file)).toList();
  }

  private static Stream<String> found(Pattern pattern, Path file) {
    List<String> lines = lines(file);
    return IntStream.range(0, lines.size())
        .filter(i -> pattern.matcher(lines.get(i)).find())
        .mapToObj(i -> name(file) + ":" + (i + 1) + ": " + lines.get(i));
  }

  private static Stream<Path> mainSources() {
    return withSuffix(".java").filter(file -> name(file).contains("src/main/java/"));
  }

  private static Stream<Path> withSuffix(String suffix) {
    return FILES.stream().filter(file -> file.toString().endsWith(suffix));
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("Expected UTF-8 text, but could not read " + name(file), e);
    }
  }

  private static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              String name = dir.getFileName() == null ? "" : dir.getFileName().toString();
              boolean ours = !name.startsWith(".") || HIDDEN_BUT_OURS.contains(name);
              return dir.equals(ROOT) || (ours && !SKIPPED.contains(name))
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (TEXT.matcher(file.toString()).matches()) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new AssertionError("Expected to read the source tree, but " + e.getMessage(), e);
    }
    return files.stream().sorted().toList();
  }
}
