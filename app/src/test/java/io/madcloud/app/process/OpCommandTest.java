package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.madcloud.app.Shell;
import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code madcloud op} is a brake on ops: what waits is counted, and catches up. */
@ExtendWith(Bed.Shared.class)
final class OpCommandTest {

  private static final String PROGRAM =
      """
      mount: /%s
      fields: { a: long, b: long }
      ops:
        begin: { out: [a] }
        ask: { in: [a], out: [b], call: bank, supervise: { timeout: 1h } }
      folders:
        after: { ops: { tell: { in: [b], call: bank, supervise: { timeout: 1h } } } }
      """;

  private static int tests;

  private final Bed bed;
  private String mount;
  private String ask;

  @TempDir private Path directory;

  OpCommandTest(Bed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void declare() throws IOException {
    mount = "brake" + ++tests;
    ask = "/" + mount + "/ask";
    bed.run("apply", program(), "--wait").ended(0);
  }

  private String program() throws IOException {
    Path file = directory.resolve(mount + ".yaml");
    return Files.writeString(file, PROGRAM.formatted(mount)).toString();
  }

  private void begin(String process) {
    bed.run("notify", "/" + mount + "/begin", "a=1", "--process=" + mount + process).done();
  }

  private String op(String command, String path, String... more) {
    return bed.run(arguments(command, path, more)).done().out();
  }

  private static String[] arguments(String command, String path, String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "op";
    arguments[1] = command;
    arguments[2] = path;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return arguments;
  }

  @Test
  void what_waits_is_counted_and_catches_up() {
    begin("-1");
    begin("-2");
    assertThat(op("pause", ask))
        .isEqualTo(
            ask
                + " is paused.\nThe engine works with it.\n"
                + "No processes wait for it, 2 invocations of it are under way.\n");
    begin("-3");
    assertThat(bed.run("process", mount + "-3").done().out())
        .startsWith(
            "%s-3 is running, turn 1, of /%s/begin\nIt waits for what is paused: %s\n"
                .formatted(mount, mount, ask));
    assertThat(op("pause", ask + "/"))
        .isEqualTo(
            "Nothing to change: "
                + ask
                + " is paused already.\nThe engine works with it.\n"
                + "1 process waits for it, 2 invocations of it are under way.\n");
    assertThat(bed.run("ops", "/" + mount).done().out())
        .containsPattern(ask + " .* call bank, paused\n")
        .contains("\n3 ops, 1 paused, revision ");
    assertThat(bed.run("ops", ask).done().out())
        .contains("\n  paused      until 'bin/madcloud op resume " + ask + "'\n");

    assertThat(op("resume", ask))
        .isEqualTo(
            ask
                + " is resumed.\nThe engine works with it.\n"
                + "All running processes have caught up.\n");
    assertThat(bed.run("process", mount + "-3").done().out()).contains("pending  0");
    assertThat(op("resume", ask)).startsWith("Nothing to change: " + ask + " is not paused.\n");
  }

  @Test
  void a_folder_is_paused_with_all_below_it() {
    String folder = "/" + mount;
    assertThat(op("pause", folder))
        .isEqualTo(
            "/%s/after/tell is paused.\n/%s/ask is paused.\n".formatted(mount, mount)
                + "The engine works with it.\n"
                + "No processes wait for them, no invocations of them are under way.\n");
    assertThat(op("pause", folder + "/after"))
        .startsWith("Nothing to change: " + folder + "/after/tell is paused already.\n");
    JsonNode json = bed.run("op", "resume", ask, "-o", "json").done().json();
    assertThat(json.get("changed").get(0).asText()).isEqualTo(ask);
    assertThat(json.get("paused").asBoolean()).isFalse();
    assertThat(json.get("waiting").asInt()).isZero();
    begin("-1");
    bed.run("reply", mount + "-1", ask, "b=2").done();
    json = bed.run("op", "pause", folder, "-o", "json").done().json();
    assertThat(json.get("changed")).hasSize(1);
    assertThat(json.get("ops")).hasSize(2);
    assertThat(json.get("waiting").asInt()).isEqualTo(1);
    assertThat(json.get("engines").asInt()).isEqualTo(1);
  }

  @Test
  void a_drain_ends_when_nothing_is_under_way() throws Exception {
    begin("-1");
    assertThat(bed.run("op", "drain", ask, "--timeout=1s").ended(1).err())
        .isEqualTo(
            "1 invocation under way\nmadcloud: Expected no invocation of "
                + ask
                + " to be under way within 1s, but there is 1; the op stays paused. The same"
                + " command goes on waiting, 'bin/madcloud op resume "
                + ask
                + "' takes the brake off\n");
    begin("-2");
    StringWriter out = new StringWriter();
    Thread drain = bed.start(out, "op", "drain", ask, "--timeout=60s");
    bed.run("reply", mount + "-1", ask, "b=2").done();
    drain.join();
    assertThat(out.toString())
        .endsWith("Nothing of it is under way any more; 1 process waits for it.\n");
  }

  @Test
  void what_is_no_op_that_is_fired_is_refused() {
    assertThat(bed.run("op", "pause", "/" + mount + "/asc").ended(3).err())
        .contains("did you mean '" + ask + "'?");
    assertThat(bed.run("op", "resume", "/" + mount + "/begin").ended(2).err())
        .startsWith("madcloud: Expected ops that are fired, but at /" + mount + "/begin there are");
    assertThat(bed.run("op", "pause", "ask").ended(2).err())
        .startsWith("madcloud: Expected an absolute path");
    assertThat(Shell.alone().run("op").done().out()).contains("pause", "resume", "drain");
  }

  @Test
  void without_an_engine_the_brake_is_on_and_nobody_counts() throws Exception {
    String prefix = MadcloudConfig.TOPIC_PREFIX + "=" + mount + ".";
    bed.createTopics(bed.config(Map.of(MadcloudConfig.TOPIC_PREFIX, mount + ".")));
    String[] cluster = {"--property=" + prefix, "--property=madcloud.application.id=" + mount};
    bed.run("apply", program(), cluster[0], cluster[1]).done();
    assertThat(op("pause", ask, cluster))
        .isEqualTo(ask + " is paused.\nNo engine runs now; the next one begins with it.\n");
    assertThat(bed.run(arguments("drain", ask, cluster)).ended(1).err())
        .isEqualTo(
            "madcloud: Expected an engine that tells what is under way, but none runs; the op stays"
                + " paused\n");
  }
}
