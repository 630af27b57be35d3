package io.madcloud.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of mistake, as a table of programs and of all that is reported for each. */
class MistakesTest {

  static List<Arguments> programs() throws IOException {
    List<Arguments> programs = new ArrayList<>();
    try (InputStream table = MistakesTest.class.getResourceAsStream("mistakes.txt")) {
      String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
      for (String row : text.substring(4).split("\n=== ", -1)) {
        int name = row.indexOf('\n');
        int mistakes = row.indexOf("\n! ");
        programs.add(
            Arguments.of(
                row.substring(0, name),
                row.substring(name + 1, mistakes + 1),
                Arrays.stream(row.substring(mistakes).strip().split("\n"))
                    .map(line -> line.substring(2))
                    .collect(Collectors.toList())));
      }
    }
    return programs;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void saysWhatIsWrongAndWhere(String name, String yaml, List<String> mistakes) {
    assertThat(Loading.mistakes(Program.EMPTY, yaml)).isEqualTo(mistakes);
  }
}
