package io.madcloud.acceptance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples come to what is stored beside them, and their pages show them as they are. */
final class ExamplesTest {

  private static final String EXAMPLES = "examples/";
  private static final String PAGES = "docs/examples/";

  private static final List<String> FILES = SourceTree.files(EXAMPLES);

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void a_scenario_comes_to_the_outcome_beside_it(String scenario) {
    String outcome = scenario.replace("/scenario", "/outcome").replace(".yaml", ".json");

    CommandRun run = CommandRun.of("bin/madcloud scenario " + scenario);

    assertThat(run.err()).isEmpty();
    assertThat(FILES).contains(outcome);
    assertThat(run.out().lines()).containsExactlyElementsOf(lines(outcome));
  }

  @Test
  void every_outcome_has_its_scenario() {
    assertThat(files(".json").map(name -> name.replace("/outcome", "/scenario")))
        .containsExactlyInAnyOrderElementsOf(
            scenarios().stream().map(name -> name.replace(".yaml", ".json")).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void the_page_of_an_example_quotes_what_is_there(String example) {
    Page page = Page.read(page(example));

    assertThat(page.texts("yaml"))
        .isNotEmpty()
        .allSatisfy(quote -> assertThat(texts(example, ".yaml")).contains(quote));
    assertThat(page.texts("json"))
        .allSatisfy(quote -> assertIsPart(quote, texts(example, ".json")));
    assertThat(page.texts("java"))
        .allSatisfy(quote -> assertIsPart(quote, texts(example, ".java")));
    assertThat(page.texts("js")).allSatisfy(quote -> assertIsPart(quote, texts(example, ".mjs")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void the_page_of_an_example_runs_every_scenario_of_it(String example) {
    assertThat(Page.read(page(example)).commands())
        .containsAll(
            scenarios().stream()
                .filter(scenario -> scenario.startsWith(EXAMPLES + example + "/"))
                .map(scenario -> "bin/madcloud scenario " + scenario)
                .toList());
  }

  @Test
  void every_example_has_a_page_and_a_place_in_the_list_of_them() {
    String list = SourceTree.text(PAGES + "README.md");

    assertThat(examples()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(SourceTree.files(PAGES))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("README"), examples().stream())
                .map(ExamplesTest::page)
                .toList());
    assertThat(examples())
        .allSatisfy(example -> assertThat(list).contains("](" + example + ".md)"));
  }

  @Test
  void the_readme_shows_the_program_of_simple_sync_without_its_comments() {
    String program = SourceTree.text(EXAMPLES + "simple-sync/program.yaml");

    assertThat(Page.read("README.md").texts("yaml"))
        .contains(program.replaceAll("(?m)^#.*\n| +#.*$", ""));
  }

  static List<String> scenarios() {
    return files(".yaml").filter(name -> name.contains("/scenario")).toList();
  }

  static List<String> examples() {
    return FILES.stream().map(name -> Path.of(name).getName(1).toString()).distinct().toList();
  }

  private static String page(String example) {
    return PAGES + example + ".md";
  }

  private static Stream<String> files(String suffix) {
    return FILES.stream().filter(name -> name.endsWith(suffix));
  }

  private static List<String> texts(String example, String suffix) {
    return files(suffix)
        .filter(name -> name.startsWith(EXAMPLES + example + "/"))
        .map(SourceTree::text)
        .toList();
  }

  private static List<String> lines(String name) {
    return SourceTree.text(name).lines().toList();
  }

  /** The lines of the quote are in one of the texts, one after the other, however indented. */
  private static void assertIsPart(String quote, List<String> texts) {
    assertThat(texts.stream().map(ExamplesTest::unindented))
        .anySatisfy(text -> assertThat(text).contains("\n" + unindented(quote)));
  }

  private static String unindented(String text) {
    return text.replaceAll("(?m)^ +", "");
  }
}
