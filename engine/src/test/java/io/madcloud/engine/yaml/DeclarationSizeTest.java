package io.madcloud.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Program;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declarations that are too large, whoever wrote them. */
class DeclarationSizeTest {

  @TempDir private Path directory;

  private static String mistakes(String text) {
    return String.join("\n", Loading.mistakes(Program.EMPTY, text));
  }

  @Test
  void refusesAnOpThatNamesTooManyFields() {
    String names =
        IntStream.range(0, 1_000).mapToObj(n -> "f" + n).collect(Collectors.joining(", "));
    String fields = names.replace(",", ": long,") + ": long";
    assertThat(
            mistakes(
                """
                fields: { a: long, %s }
                ops:
                  op: { in: [%s], out: [a], expr: { a: "1" } }
                """
                    .formatted(fields, names)))
        .contains(":3: ")
        .contains("Expected at most 1000 fields in 'in', 'mask' and 'out' of an op, but there are")
        .endsWith("1001");
  }

  @Test
  void refusesPathsThatAreTooLong() {
    String name = "n".repeat(1_000);
    assertThat(mistakes("fields: { a: long, %s: long }%nops: { op: { out: [a] } }".formatted(name)))
        .contains(":1: ")
        .contains("Expected a path of at most 1000 characters, but it has 1001");
    assertThat(mistakes("fields: { a: long }%nops:%n  %s: { out: [a] }".formatted(name)))
        .contains(":3: ")
        .contains("Expected a path of at most 1000 characters, but it has 1001");
  }

  @Test
  void refusesAnExpressionThatIsTooLongAndSaysWhereItIs() {
    assertThat(
            mistakes(
                """
                fields: { a: long, b: long }
                ops:
                  op: { in: [a], out: [b], expr: { b: "%s" } }
                """
                    .formatted("a + ".repeat(2_500) + "a")))
        .contains(":3: ")
        .contains("Expected an expression of at most 10000 characters")
        .endsWith("has 10001");
  }

  @Test
  void readsNoFileThatIsTooLarge() throws IOException {
    Path file = directory.resolve("large.yaml");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100_000_001);
    }
    assertThat(YamlDocument.read(file).mistakes().toString())
        .contains("Expected a YAML file, but it has 100000001 bytes, and 100000000 are the most");
  }
}
