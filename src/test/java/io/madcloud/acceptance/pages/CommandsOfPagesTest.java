package io.madcloud.acceptance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages tell a reader to type is run by a test, here or elsewhere. */
final class CommandsOfPagesTest {

  /** What needs neither a cluster nor a build. */
  private static final List<String> RUN_HERE = List.of("bin/madcloud scenario ");

  /** All else, and who runs it. */
  private static final Map<String, String> RUN_ELSEWHERE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("bin/madcloud demo", "DemoTest"),
              Map.entry("bin/madcloud bench steps --quick", "BenchCommandTest"),
              Map.entry("mvn verify", ".ci/run"),
              Map.entry("deploy/image/build.sh", "ImageTest"),
              Map.entry(
                  "java -cp 'app/target/madcloud-app.jar:app/target/lib/*'"
                      + " examples/word-count/WordCounts.java",
                  "WordCountTest"),
              Map.entry(
                  "npm install @confluentinc/schemaregistry@1.10.1 avsc@5.7.9 kafkajs@2.2.4",
                  "InteroperabilityPageTest: the same packages as those of the test's npm project"),
              Map.entry("bin/madcloud run", "EngineProcess, for many tests"),
              Map.entry(
                  "echo \"2026-07 = $(head -c 32 /dev/urandom | base64)\" >> keys",
                  "SensitiveFieldsTest"),
              Map.entry("bin/madcloud reset --dry-run", "ResetCommandTest of app"),
              Map.entry("bin/madcloud reset --yes", "ResetCommandTest of app"),
              Map.entry(
                  "bin/madcloud topics create --partitions 24 --command-config wide.properties",
                  "MorePartitionsTest"),
              Map.entry(
                  "bin/madcloud apply program.yaml --command-config wide.properties",
                  "MorePartitionsTest"),
              Map.entry(
                  "bin/madcloud run --command-config wide.properties", "MorePartitionsTest")));

  /** The sections of the page of commands that show what is printed, and who plays them. */
  private static final Map<String, String> PLAYED =
      Map.ofEntries(
          Map.entry("dev", "DevTest"),
          Map.entry("check", "program.CommandsPageTest of app"),
          Map.entry("apply", "program.CommandsPageTest of app"),
          Map.entry("ops", "program.CommandsPageTest of app"),
          Map.entry("remove", "program.CommandsPageTest of app"),
          Map.entry("topics", "program.CommandsPageTest of app"),
          Map.entry("notify", "process.CommandsPageTest of app"),
          Map.entry("process", "process.CommandsPageTest of app"),
          Map.entry("op", "process.CommandsPageTest of app"),
          Map.entry("why", "process.CommandsPageTest of app"),
          Map.entry("reply", "process.CommandsPageTest of app"),
          Map.entry("cancel", "process.CommandsPageTest of app"),
          Map.entry("watch", "process.CommandsPageTest of app"));

  @ParameterizedTest(name = "{0}")
  @MethodSource("commandsToRun")
  void a_command_of_a_page_does_what_it_should(String command) {
    CommandRun run = CommandRun.of(command);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isNotBlank();
  }

  static List<String> commandsToRun() {
    return commands().stream().filter(CommandsOfPagesTest::isRunHere).toList();
  }

  @Test
  void no_page_has_a_command_that_no_test_runs() {
    assertThat(commands().stream().filter(command -> !isRunHere(command)))
        .containsExactlyInAnyOrderElementsOf(RUN_ELSEWHERE.keySet());
  }

  @Test
  void no_section_of_the_page_of_commands_shows_what_no_test_plays() {
    assertThat(SourceTree.text("docs/commands.md").split("(?m)^## "))
        .filteredOn(section -> section.contains("```console"))
        .isNotEmpty()
        .extracting(section -> section.lines().findFirst().orElseThrow())
        .allSatisfy(section -> assertThat(PLAYED).containsKey(section));
    assertThat(Page.all())
        .filteredOn(page -> !page.texts("console").isEmpty())
        .extracting(Page::name)
        .containsExactlyInAnyOrder(
            "docs/commands.md",
            "docs/check.md", // All of it is played by CheckPageTest of app,
            "docs/datacenters.md"); // and this by DatacentersPageTest.
  }

  @Test
  void the_scenario_file_of_the_page_of_the_model_plays(@TempDir Path directory)
      throws IOException {
    String program =
        """
        mount: /a
        fields: { x: long, y: long, w: long }
        ops:
          op: { out: [x] }
          call: { in: [x], out: [y], call: server, supervise: { attempts: 1 } }
          wait: { in: [y], out: [w], after: 1h, expr: { w: "y" } }
        """;
    Files.writeString(directory.resolve("program.yaml"), program);
    Path scenario = directory.resolve("scenario.yaml");
    List<String> quoted = Page.read("docs/model.md").texts("yaml");
    assertThat(quoted).hasSize(1);
    Files.writeString(scenario, quoted.get(0));

    CommandRun run = CommandRun.of("bin/madcloud scenario " + scenario);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\"cancelled\"", "\"/a/y\" : 2");
  }

  private static List<String> commands() {
    return Page.all().stream()
        .filter(page -> !FollowedPagesTest.PAGES.contains(page.name()))
        .flatMap(page -> page.commands().stream())
        .distinct()
        .toList();
  }

  private static boolean isRunHere(String command) {
    return RUN_HERE.stream().anyMatch(command::startsWith);
  }
}
