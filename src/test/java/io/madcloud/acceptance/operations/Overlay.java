package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    try {
      Process process = new ProcessBuilder("kubectl", "version", "--client").start();
      process.getInputStream().readAllBytes();
    } catch (IOException e) {
      assumeTrue(false, "there is no kubectl here, so no manifest is rendered");
    }
  }

  /** The Kubernetes objects that it comes to; they are not to be changed. */
  List<JsonNode> objects() {
    return RENDERED.computeIfAbsent(name, Overlay::render);
  }

  /** The same as maps and lists. */
  List<Object> plainObjects() {
    return objects().stream().map(it -> JSON.convertValue(it, Object.class)).toList();
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
