package io.madcloud.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.testkit.PageTest.Page.Block;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page about the test kit shows what is compiled and run here, and leaves nothing out. */
final class PageTest {

  @RegisterExtension static final MadcloudTest madcloud = MadcloudTest.program("quotes.yaml");

  private static final Page PAGE = Page.read(Path.of("../docs/test-kit.md"));
  private static final Path GUIDE = Path.of("src/test/java/io/madcloud/testkit/guide");

  /**
   * A page.
   *
   * @param blocks its fenced blocks, in order
   */
  record Page(String text, List<Block> blocks) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    record Block(String language, String text) {}

    static Page read(Path file) {
      String text = content(file);
      List<Block> blocks = new ArrayList<>();
      Matcher block = BLOCK.matcher(text);
      while (block.find()) {
        blocks.add(new Block(block.group(1), block.group(2)));
      }
      return new Page(text, blocks);
    }

    List<String> blocks(String language) {
      return blocks.stream()
          .filter(block -> block.language().equals(language))
          .map(Block::text)
          .toList();
    }
  }

  @Test
  void its_java_is_in_the_tests_of_the_guide() throws IOException {
    try (Stream<Path> files = Files.list(GUIDE)) {
      List<String> sources = files.map(PageTest::content).toList();
      assertThat(PAGE.blocks("java"))
          .hasSize(5)
          .allSatisfy(
              block -> assertThat(sources).anySatisfy(file -> assertThat(file).contains(block)));
    }
  }

  @Test
  void its_program_is_the_one_that_is_played() {
    assertThat(PAGE.blocks("yaml"))
        .containsExactly(content(Path.of("src/test/resources/quotes.yaml")));
  }

  @Test
  void its_failure_is_how_a_test_fails() {
    RehearsedProcess process = madcloud.notify("/quotes/request", "p1", Map.of("amount", 100));
    assertThatThrownBy(process::isQuiescent).hasMessage(PAGE.blocks("text").get(0));
    assertThat(PAGE.blocks("text")).hasSize(1);
  }

  @Test
  void its_dependency_is_this_module() {
    String pom = content(Path.of("pom.xml"));
    assertThat(PAGE.blocks("xml")).hasSize(1);
    for (String name : List.of("groupId", "artifactId", "version")) {
      Pattern element = Pattern.compile("<%s>(madcloud-test-kit|[^<]*)</%1$s>".formatted(name));
      List<String> ofPom = element.matcher(pom).results().map(it -> it.group(1)).toList();
      assertThat(element.matcher(PAGE.blocks("xml").get(0)).results().map(it -> it.group(1)))
          .singleElement()
          .isIn(ofPom);
    }
  }

  @Test
  void every_block_is_looked_at_here() {
    assertThat(PAGE.blocks())
        .extracting(Block::language)
        .containsOnly("java", "yaml", "text", "xml");
  }

  @Test
  void every_event_and_expectation_and_every_check_has_its_line() {
    assertThat(methods(MadcloudTest.class, RehearsedProcess.class, OpContract.class))
        .allSatisfy(method -> assertThat(PAGE.text()).contains(method.getName() + "("));
    assertThat(Arrays.stream(OpContractTest.class.getDeclaredMethods()))
        .filteredOn(method -> method.isAnnotationPresent(Test.class))
        .hasSize(11)
        .allSatisfy(
            check ->
                assertThat(PAGE.text()).contains("| " + check.getName().replace('_', ' ') + " |"));
  }

  /** What a test calls: public, and not what JUnit or Java themselves call. */
  private static Stream<Method> methods(Class<?>... types) {
    return Arrays.stream(types)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(
            method -> !List.of("beforeEach", "afterEach", "toString").contains(method.getName()));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("Expected to read " + file.toAbsolutePath() + ", but " + e, e);
    }
  }
}
