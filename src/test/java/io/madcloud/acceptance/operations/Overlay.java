package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.InstalledCommand;
import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One of the variants in which Madcloud is deployed on Kubernetes.
 *
 * @param name path below the directory of overlays
 */
record Overlay(String name) {

  private static final String OVERLAYS = "deploy/k8s/overlays/";
  private static final String FILE = "/kustomization.yaml";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

  /** Every one that is there. */
  static List<Overlay> all() {
    return SourceTree.files(OVERLAYS).stream()
        .filter(file -> file.endsWith(FILE))
        .map(file -> file.substring(OVERLAYS.length(), file.length() - FILE.length()))
        .map(Overlay::new)
        .toList();
  }

  /** Skips a test where nothing can be rendered. */
  static void assumeKubectl() {
    InstalledCommand.assume("kubectl", "no manifest is rendered");
  }

  /** The Kubernetes objects that it comes to; they are not to be changed. */
  List<JsonNode> objects() {
    return RENDERED.computeIfAbsent(name, Overlay::render);
  }

  /** The same as maps and lists. */
  List<Object> plainObjects() {
    return objects().stream().map(it -> JSON.convertValue(it, Object.class)).toList();
  }

  /** The one object of a kind. */
  JsonNode only(String kind) {
    List<JsonNode> found =
        objects().stream().filter(it -> it.path("kind").asText().equals(kind)).toList();
    assertThat(found).as(kind + "s of " + name).hasSize(1);
    return found.get(0);
  }

  /** {@code spec} of the pods that engines run in. */
  JsonNode engine() {
    return only("StatefulSet").at("/spec/template/spec");
  }

  /** The configuration of engines: what their volume has as its file. */
  Properties properties() throws IOException {
    JsonNode volumes = engine().path("volumes");
    for (JsonNode volume : volumes) {
      if (volume.path("name").asText().equals("config")) {
        JsonNode configMap = volume.at("/configMap/name");
        JsonNode file =
            objects().stream()
                .filter(it -> it.path("kind").asText().equals("ConfigMap"))
                .filter(it -> it.at("/metadata/name").equals(configMap))
                .findFirst()
                .orElseThrow();
        Properties properties = new Properties();
        properties.load(new StringReader(file.path("data").path("madcloud.properties").asText()));
        return properties;
      }
    }
    throw new AssertionError("Expected a volume 'config', but found " + volumes);
  }

  private static List<JsonNode> render(String overlay) {
    try {
      Process process =
          new ProcessBuilder(
                  "kubectl", "kustomize", SourceTree.ROOT.resolve(OVERLAYS + overlay).toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("exit code for " + overlay).isZero();
      List<JsonNode> objects = new ArrayList<>();
      new Load(LoadSettings.builder().build())
          .loadAllFromString(yaml)
          .forEach(object -> objects.add(JSON.valueToTree(object)));
      return List.copyOf(objects);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("Expected to render " + overlay + ", but " + e, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
