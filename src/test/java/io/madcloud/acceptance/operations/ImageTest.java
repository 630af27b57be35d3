package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.madcloud.acceptance.harness.EngineHttp;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.InstalledCommand;
import io.madcloud.acceptance.harness.ProgramProcess;
import io.madcloud.acceptance.harness.SourceTree;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image works under what its manifest allows: as another user than root, without rights, on a
 * file system that cannot be written, and within its memory. Its base takes minutes to make and is
 * kept in {@code ~/.cache/madcloud}.
 */
final class ImageTest {

  private static final int PROCESSES = 200;

  private static final Overlay OVERLAY = new Overlay("dev");

  private static final String PROGRAM =
      """
      fields: { text: string, length: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
      """;

  @TempDir private static Path images;

  private static Podman podman;

  @TempDir private Path directory;

  @BeforeAll
  static void build() throws IOException {
    Overlay.assumeKubectl();
    InstalledCommand.assume("mmdebstrap", "no image is built");
    InstalledCommand.assume("podman", "no image is built");
    InstalledCommand.assume("runc", "no image is built");
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "only root may give a volume to another user, so no image is built");
    assertThat(ComponentList.in("json")).exists();
    build(images.resolve("first.tar"));
    podman = new Podman(images);
    podman.run("load", "--input", images.resolve("first.tar").toString());
  }

  @AfterAll
  static void removeContainers() {
    if (podman != null) {
      podman.close();
    }
  }

  private static void build(Path image) {
    List<String> command =
        List.of(
            SourceTree.ROOT.resolve("deploy/image/build.sh").toString(),
            "--built",
            "--output",
            image.toString());
    try (ProgramProcess build =
        ProgramProcess.start("build.sh", images.resolve("build.out"), command)) {
      assertThat(build.awaitExit(Duration.ofMinutes(15))).as(build.tail()).isZero();
    }
  }

  @Test
  void the_same_sources_and_base_make_the_same_image() throws IOException {
    build(images.resolve("second.tar"));
    assertThat(Files.mismatch(images.resolve("first.tar"), images.resolve("second.tar")))
        .isEqualTo(-1);
  }

  @Test
  void arguments_are_those_of_the_command_line() {
    assertThat(podman.runContainer("--rm", "--read-only", image(), "--version"))
        .contains(image().substring(image().indexOf(':') + 1));
  }

  @Test
  void what_is_in_it_is_written_in_it() {
    assertThat(inside("ls", "/opt/madcloud/sbom").lines())
        .containsExactly("debian.cdx.json", "madcloud.cdx.json");
    assertThat(inside("cat", "/opt/madcloud/sbom/debian.cdx.json"))
        .contains("\"pkg:deb/debian/openjdk-17-jre-headless@17.");
    assertThat(inside("ls", "/usr/share/doc/openjdk-17-jre-headless")).contains("copyright");
  }

  private static String inside(String command, String argument) {
    return podman.runContainer("--rm", "--entrypoint", command, image(), argument);
  }

  @Test
  void an_engine_completes_processes_under_the_security_context_of_its_manifest() throws Exception {
    JsonNode pod = OVERLAY.engine();
    Path state = Files.createDirectory(directory.resolve("state"));
    Files.setAttribute(state, "unix:uid", pod.at("/securityContext/fsGroup").asInt());
    EngineHttp http = EngineHttp.atFreePort();
    try (TestBed bed = TestBed.start(directory)) {
      bed.declare(PROGRAM);
      Map<String, Path> files = Map.of("config", configuration(bed, http.port()), "state", state);
      List<String> arguments = new PodContainer(pod, files).arguments("engine");
      try (ProgramProcess engine = podman.startContainer(arguments)) {
        String ready = pod.at("/containers/0/readinessProbe/httpGet/path").asText();
        Eventually.until(
            "200 of " + ready,
            Duration.ofMinutes(2),
            () -> http.status(ready) == 200 || !engine.isAlive(),
            engine::tail);
        assertThat(http.status(ready)).as(engine.tail()).isEqualTo(200);

        Set<String> processes =
            IntStream.range(0, PROCESSES)
                .mapToObj(number -> "p" + number)
                .collect(Collectors.toCollection(TreeSet::new));
        processes.forEach(process -> bed.notify(process, "/start", Map.of("text", "some")));
        Oracle oracle = bed.oracle();
        Eventually.until(
            "all outcomes", () -> oracle.poll(Duration.ofMillis(100)).stopped() == PROCESSES);
        assertThat(oracle.findings(processes)).isEmpty();
        // Always by the same name, or each engine that is killed would leave another one.
        assertThat(podman.run("exec", "engine", "ls", "/tmp")).contains("librocksdbjni-linux");

        podman.run("stop", "--time", pod.path("terminationGracePeriodSeconds").asText(), "engine");
        assertThat(engine.awaitExit(Duration.ofMinutes(1))).as(engine.tail()).isEqualTo(143);
      }
    }
  }

  /** That of the manifests; only the addresses are those of the test. */
  private Path configuration(TestBed bed, int port) throws IOException {
    Properties properties = OVERLAY.properties();
    properties.putAll(bed.clients());
    properties.put("madcloud.http.host", "127.0.0.1");
    properties.put("madcloud.http.port", "" + port);
    Path file = directory.resolve("madcloud.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  private static String image() {
    return new PodContainer(OVERLAY.engine(), Map.of()).image();
  }
}
