package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object of every overlay is one that a cluster takes; and what is wrong would be found. */
final class ManifestSchemasTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void findKubectl() {
    Overlay.assumeKubectl();
  }

  static List<Overlay> overlays() {
    return Overlay.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void every_object_is_as_its_kind_has_to_be(Overlay overlay) {
    assertThat(overlay.objects()).hasSizeGreaterThan(5);
    for (JsonNode object : overlay.objects()) {
      assertThat(ObjectSchemas.findings(object)).as(name(object)).isEmpty();
    }
  }

  /** As kubectl lays them over the pod that it makes. */
  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void the_pod_of_a_command_is_as_it_has_to_be(String overlay) throws IOException {
    String file = "deploy/k8s/overlays/" + overlay + "/cli.json";
    ObjectNode pod = (ObjectNode) JSON.readTree(SourceTree.text(file));
    pod.put("kind", "Pod");
    assertThat(ObjectSchemas.findings(pod)).isEmpty();
  }

  @Test
  void a_kind_or_a_version_that_is_not_known_is_found() throws IOException {
    for (String unknown :
        List.of(
            "{apiVersion: v1, kind: Secret}",
            "{apiVersion: kafka.strimzi.io/v1beta2, kind: KafkaTopic}",
            "{kind: ConfigMap}")) {
      JsonNode object = JSON.readTree(unknown.replaceAll("([\\w./]+)", "\"$1\""));
      assertThat(ObjectSchemas.findings(object))
          .singleElement()
          .asString()
          .contains("Expected one of");
    }
  }

  /** Each line is a mistake that somebody could make. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvFileSource(resources = "mistakes.csv", delimiter = ';', numLinesToSkip = 1)
  void a_mistake_is_found(String kind, String at, String mistake, String finding)
      throws IOException {
    JsonNode object = some(kind).deepCopy();
    assertThat(ObjectSchemas.findings(object)).isEmpty();
    make(object, at, mistake);
    assertThat(ObjectSchemas.findings(object)).anyMatch(it -> it.contains(finding));
  }

  /** Otherwise nobody would know whether it is looked at. */
  @Test
  void for_each_kind_there_are_mistakes() {
    Set<String> kinds = new TreeSet<>();
    overlays()
        .forEach(it -> it.objects().forEach(object -> kinds.add(object.path("kind").asText())));
    Set<String> mistaken = new TreeSet<>();
    SourceTree.text("src/test/resources/io/madcloud/acceptance/operations/mistakes.csv")
        .lines()
        .skip(1)
        .forEach(line -> mistaken.add(line.substring(0, line.indexOf(';')).strip()));
    assertThat(mistaken).isEqualTo(kinds);
  }

  /** An object of this kind in which there is most. */
  private static JsonNode some(String kind) {
    return overlays().stream()
        .flatMap(overlay -> overlay.objects().stream())
        .filter(object -> object.path("kind").asText().equals(kind))
        .reduce((one, other) -> one.toString().length() < other.toString().length() ? other : one)
        .orElseThrow(() -> new AssertionError("Expected a " + kind + ", but no overlay has one"));
  }

  /** {@code remove}, {@code rename NAME}, or {@code set JSON}. */
  private static void make(JsonNode object, String at, String mistake) throws IOException {
    JsonPointer pointer = JsonPointer.compile(at);
    JsonNode parent = object.at(pointer.head());
    String field = pointer.last().getMatchingProperty();
    JsonNode value = object.at(pointer);
    if (mistake.startsWith("set ")) {
      JsonNode wrong = JSON.readTree(mistake.substring("set ".length()));
      if (parent instanceof ArrayNode array) {
        array.set(pointer.last().getMatchingIndex(), wrong);
      } else {
        ((ObjectNode) parent).set(field, wrong);
      }
      return;
    }
    assertThat(value.isMissingNode()).as("%s to %s", at, mistake).isFalse();
    ((ObjectNode) parent).remove(field);
    if (mistake.startsWith("rename ")) {
      ((ObjectNode) parent).set(mistake.substring("rename ".length()), value);
    }
  }

  private static String name(JsonNode object) {
    return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
  }
}
