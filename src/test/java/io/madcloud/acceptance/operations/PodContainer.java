package io.madcloud.acceptance.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What podman is told so that a container runs as Kubernetes would run it: user, rights, memory,
 * environment, volumes and arguments of a manifest, nothing of them said twice.
 *
 * @param pod {@code spec} of a pod; its first container is meant
 * @param files what stands for volumes that are not empty at the start, by their names
 */
record PodContainer(JsonNode pod, Map<String, Path> files) {

  private static final Map<String, Long> UNITS =
      Map.of("Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30);

  private JsonNode container() {
    return pod.at("/containers/0");
  }

  String image() {
    return container().path("image").asText();
  }

  /** What comes after {@code podman run}. */
  List<String> arguments(String name) {
    List<String> all = new ArrayList<>(List.of("--name", name));
    addRights(all);
    all.addAll(List.of("--memory", "" + bytes(container().at("/resources/limits/memory"))));
    for (JsonNode variable : container().path("env")) {
      all.add("--env");
      all.add(variable.path("name").asText() + "=" + variable.path("value").asText());
    }
    for (JsonNode mount : container().path("volumeMounts")) {
      all.addAll(List.of("--mount", mount(mount)));
    }
    all.add(image());
    container().path("args").forEach(argument -> all.add(argument.asText()));
    return all;
  }

  private void addRights(List<String> all) {
    JsonNode ofPod = pod.path("securityContext");
    all.add("--user");
    all.add(ofPod.path("runAsUser").asText() + ":" + ofPod.path("runAsGroup").asText());
    JsonNode own = container().path("securityContext");
    for (JsonNode capability : own.at("/capabilities/drop")) {
      all.addAll(List.of("--cap-drop", capability.asText()));
    }
    if (!own.path("allowPrivilegeEscalation").asBoolean(true)) {
      all.addAll(List.of("--security-opt", "no-new-privileges"));
    }
    if (own.path("readOnlyRootFilesystem").asBoolean()) {
      // Podman would add directories in memory that can be written; Kubernetes does not.
      all.addAll(List.of("--read-only", "--read-only-tmpfs=false"));
    }
  }

  private String mount(JsonNode mount) {
    String volume = mount.path("name").asText();
    String path = mount.path("mountPath").asText();
    Path file = files.get(volume);
    if (file != null) {
      boolean readOnly = mount.path("readOnly").asBoolean();
      return "type=bind,src=%s,dst=%s,ro=%s".formatted(file, path, readOnly);
    }
    return "type=tmpfs,dst=%s,tmpfs-mode=1777,tmpfs-size=%d".formatted(path, sizeLimit(volume));
  }

  private long sizeLimit(String volume) {
    for (JsonNode each : pod.path("volumes")) {
      if (each.path("name").asText().equals(volume)) {
        return bytes(each.at("/emptyDir/sizeLimit"));
      }
    }
    throw new AssertionError("Expected volume " + volume + ", but found " + pod.path("volumes"));
  }

  private static long bytes(JsonNode quantity) {
    String text = quantity.asText();
    int digits = text.length() - 2;
    return Long.parseLong(text.substring(0, digits)) * UNITS.get(text.substring(digits));
  }
}
