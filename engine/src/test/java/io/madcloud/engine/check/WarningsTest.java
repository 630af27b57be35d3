package io.madcloud.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of warning, as tables of programs and of all that is said of each: kind, line, path,
 * and how its text goes on.
 */
final class WarningsTest {

  static List<Arguments> neverHappens() throws IOException {
    return table("never-happens.txt");
  }

  static List<Arguments> fields() throws IOException {
    return table("fields.txt");
  }

  static List<Arguments> loops() throws IOException {
    return table("loops.txt");
  }

  static List<Arguments> races() throws IOException {
    return table("mask-races.txt");
  }

  static List<Arguments> crossings() throws IOException {
    return table("mask-crossings.txt");
  }

  static List<Arguments> alternatives() throws IOException {
    return table("alternatives.txt");
  }

  static List<Arguments> servers() throws IOException {
    return table("servers.txt");
  }

  static List<Arguments> topics() throws IOException {
    return table("topics.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "neverHappens",
    "fields",
    "loops",
    "races",
    "crossings",
    "alternatives",
    "servers",
    "topics"
  })
  void a_program_has_just_these_warnings(String name, String yaml, List<String> expected) {
    List<Warning> warnings = Checking.warnings(yaml);
    assertThat(warnings).as("warnings").hasSize(expected.size());
    for (int index = 0; index < expected.size(); index++) {
      Warning warning = warnings.get(index);
      assertThat(
              "%s %d %s: %s"
                  .formatted(
                      warning.kind().text(),
                      warning.place().line(),
                      warning.place().path(),
                      warning))
          .satisfies(Expected.of(expected.get(index))::check);
    }
  }

  /** A line of a table: the beginning, and optionally after dots what follows somewhere. */
  private record Expected(String beginning, List<String> parts) {

    static Expected of(String line) {
      List<String> parts = Arrays.asList(line.split(" … ", -1));
      return new Expected(parts.get(0), parts.subList(1, parts.size()));
    }

    void check(String warning) {
      assertThat(warning).startsWith(beginning);
      parts.forEach(part -> assertThat(warning).contains(part));
    }
  }

  private static List<Arguments> table(String file) throws IOException {
    List<Arguments> programs = new ArrayList<>();
    try (InputStream table = WarningsTest.class.getResourceAsStream(file)) {
      String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
      for (String row : text.substring(4).split("\n=== ", -1)) {
        int name = row.indexOf('\n');
        int warnings = row.indexOf("\n! ");
        programs.add(
            Arguments.of(
                row.substring(0, name),
                row.substring(name + 1, warnings + 1),
                Arrays.stream(row.substring(warnings).strip().split("\n"))
                    .map(line -> line.substring(2))
                    .filter(line -> !line.equals("nothing"))
                    .toList()));
      }
    }
    return programs;
  }
}
