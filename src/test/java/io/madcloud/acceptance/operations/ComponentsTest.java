package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.ProgramProcess;
import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the app is made of is listed, whole, and may be passed on. */
final class ComponentsTest {

  @TempDir private Path directory;

  private record Report(int exitCode, String text) {}

  @Test
  void every_component_has_a_licence_that_is_allowed() throws IOException {
    Report report = report(ComponentList.in("xml"));
    assertThat(report.exitCode).as(report.text).isZero();
    assertThat(report.text).contains("org.apache.kafka:kafka-streams", "Apache-2.0");
  }

  @Test
  void a_licence_that_is_missing_or_not_allowed_is_refused() throws IOException {
    Path list =
        Files.writeString(
            directory.resolve("list.xml"),
            """
            <bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>
              <component type="library"><group>g</group><name>chosen</name><version>1</version>
                <licenses><license><id>GPL-3.0-only</id></license><license><id>MIT</id></license></licenses>
              </component>
              <component type="library"><group>g</group><name>closed</name><version>2</version>
                <licenses><license><name>Ours alone</name></license></licenses>
              </component>
              <component type="library"><group>g</group><name>silent</name><version>3</version></component>
            </components></bom>
            """);
    Report report = report(list);
    assertThat(report.exitCode).isEqualTo(1);
    assertThat(report.text.lines().filter(line -> line.startsWith("Expected")))
        .hasSize(2)
        .anyMatch(line -> line.contains("but g:closed 2 has Ours alone"))
        .anyMatch(line -> line.contains("but g:silent 3 has none"));
  }

  @Test
  void components_are_the_jars_that_the_app_comes_with() throws IOException {
    List<String> listed = new ArrayList<>();
    JsonNode list = new ObjectMapper().readTree(ComponentList.in("json").toFile());
    for (JsonNode component : list.path("components")) {
      listed.add(
          component.path("name").asText() + "-" + component.path("version").asText() + ".jar");
    }
    List<String> jars =
        SourceTree.files("app/target/lib").stream()
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .toList();
    assertThat(listed)
        .as("what is no longer needed stays there until mvn clean -pl app")
        .containsExactlyInAnyOrderElementsOf(jars);
  }

  private Report report(Path list) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            SourceTree.ROOT.resolve("deploy/components/Components.java").toString(),
            list.toString());
    try (ProgramProcess process =
        ProgramProcess.start("Components.java", directory.resolve("report.out"), command)) {
      int exitCode = process.awaitExit(Duration.ofSeconds(60));
      return new Report(exitCode, process.output());
    }
  }
}
