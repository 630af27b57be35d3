package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about interoperation shows is what the tests run, in the versions it names. */
final class InteroperabilityPageTest {
  private static final Path JAVA = Path.of("java/io/madcloud/acceptance");
  private static final Path SCRIPT = Path.of("interop/shop.js");

  private final String page = read(Path.of("../../docs/interoperability.md"));

  @Test
  void its_java_is_in_the_test_of_foreign_clients() {
    assertAllIn(lines("java"), JAVA.resolve("ForeignClientsTest.java"));
  }

  @Test
  void its_javascript_is_in_the_script_that_the_test_runs() {
    assertAllIn(lines("js"), SCRIPT);
  }

  @Test
  void the_server_of_the_page_about_the_protocol_is_in_the_script_that_the_test_runs() {
    String protocol = read(Path.of("../../docs/protocol.md"));
    assertAllIn(lines("js", protocol), Path.of("interop/server.js"));
  }

  @Test
  void its_packages_are_those_of_the_script() throws IOException {
    JsonNode wanted = new ObjectMapper().readTree(read(Path.of("interop/package.json")));
    List<String> packages =
        wanted.path("dependencies").properties().stream()
            .map(each -> each.getKey() + "@" + each.getValue().asText())
            .toList();

    assertThat(lines("sh")).containsExactly("npm install " + String.join(" ", packages));
    assertThat(page)
        .contains("| Confluent's client for Node.js, `@confluentinc/schemaregistry` | ")
        .contains(" | " + versionOf(packages.get(0)) + " | ")
        .contains("| `kafkajs` | " + versionOf(packages.get(2)) + " | ");
  }

  @Test
  void its_apicurio_is_started_as_the_test_does_it() {
    String parent = read(Path.of("../../pom.xml"));
    String registry = property(parent, "apicurio-registry.version");
    assertThat(page)
        .contains("| Apicurio Registry | " + registry + " | ")
        .contains("apicurio-registry-app-" + registry + "-runner.jar")
        .contains(
            "`flink-sql-avro-confluent-registry` " + property(parent, "flink-confluent.version"));

    List<String> options =
        matches("-D[a-z.]+=[A-Za-z]\\w*", page).stream().map(MatchResult::group).toList();
    assertThat(options).hasSize(2);
    assertThat(read(JAVA.resolve("harness/ApicurioRegistry.java"))).contains(options);
  }

  private static String versionOf(String npmPackage) {
    return npmPackage.substring(npmPackage.lastIndexOf('@') + 1);
  }

  private static String property(String pom, String name) {
    return matches("<" + name + ">(.*)</", pom).get(0).group(1);
  }

  /** The lines of the page's blocks in a language. */
  private List<String> lines(String language) {
    return lines(language, page);
  }

  private static List<String> lines(String language, String text) {
    return matches("(?ms)^```" + language + "\\n(.*?)^```", text).stream()
        .flatMap(block -> block.group(1).lines())
        .map(String::strip)
        .toList();
  }

  private static List<MatchResult> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().toList();
  }

  private static void assertAllIn(List<String> lines, Path file) {
    assertThat(lines).isNotEmpty();
    assertThat(read(file).lines().map(String::strip)).containsAll(lines);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("Expected to read " + file + ", but " + e, e);
    }
  }
}
