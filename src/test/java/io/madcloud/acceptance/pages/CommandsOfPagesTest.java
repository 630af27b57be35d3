package io.madcloud.acceptance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages tell a reader to type is run by a test, here or elsewhere. */
final class CommandsOfPagesTest {

  /** What needs neither a cluster nor a build. */
  private static final List<String> RUN_HERE = List.of("bin/madcloud scenario ");

  /** All else, and who runs it. */
  private static final Map<String, String> RUN_ELSEWHERE =
      new TreeMap<>(
          Map.of(
              "bin/madcloud demo",
              "DemoTest",
              "bin/madcloud bench steps --quick",
              "BenchCommandTest",
              "mvn verify",
              ".ci/run",
              "java -cp 'app/target/madcloud-app.jar:app/target/lib/*'"
                  + " examples/word-count/WordCounts.java",
              "WordCountTest",
              "npm install @confluentinc/schemaregistry@1.10.1 avsc@5.7.9 kafkajs@2.2.4",
              "InteroperabilityPageTest: the same packages as those of the test's npm project"));

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

  private static List<String> commands() {
    return Page.all().stream()
        .filter(page -> !page.name().equals(TutorialTest.PAGE)) // Its commands go together.
        .flatMap(page -> page.commands().stream())
        .distinct()
        .toList();
  }

  private static boolean isRunHere(String command) {
    return RUN_HERE.stream().anyMatch(command::startsWith);
  }
}
