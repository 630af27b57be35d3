package io.madcloud.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code madcloud scenario} prints outcomes, or every mistake of its files. */
final class ScenarioCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLE = Path.of("..", "examples", "simple-sync");

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void an_example_comes_to_the_outcome_beside_it() throws IOException {
    assertThat(scenario(EXAMPLE.resolve("scenario.yaml").toString())).isZero();
    JsonNode expected = JSON.readTree(EXAMPLE.resolve("outcome.json").toFile());
    assertThat(JSON.readTree(out.toString())).isEqualTo(expected);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void compact_prints_one_line_for_each_file_in_the_order_given() throws IOException {
    String first = write("first.yaml", notifying("p1", "é"));
    String second = write("second.json", "{\"program\": {\"ops\": {}}, \"events\": []}");

    assertThat(scenario("--compact", first, second, first)).isZero();

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"id\":\"p1\"", "\"/x\":\"é\""),
            line -> assertThat(line).isEqualTo("{\"processes\":[],\"rejected\":[]}"),
            line -> assertThat(line).contains("\"id\":\"p1\""));
  }

  @Test
  void a_limit_of_calls_in_flight_makes_no_difference() throws IOException {
    String free =
        """
        program:
          fields: { a: long, b: long, c: long }
          ops:
            begin: { out: [a] }
            b: { in: [a], out: [b], call: s }
            c: { in: [a], out: [c], call: s }
        events:
          - { notify: /begin, process: p1, fields: { a: 1 } }
          - { fail: /c, process: p1, error: boom }
          - { reply: /c, process: p1, messages: [ { c: 2 } ] }
          - { reply: /b, process: p1, messages: [ { b: 3 } ] }
        """;
    String limited = free.replace("  ops:", "  servers: { s: { in-flight: 1 } }\n  ops:");
    assertThat(scenario("--compact", write("f.yaml", free), write("l.yaml", limited))).isZero();
    List<String> outcomes = out.toString().lines().toList();
    assertThat(outcomes.get(0)).contains("quiescent", "\"/b\":3", "\"/c\":2");
    assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
  }

  @Test
  void every_mistake_of_every_file_is_told_and_nothing_is_run() throws IOException {
    String good = write("good.yaml", notifying("p1", "a"));
    String bad =
        write(
            "bad.yaml",
            """
            program:
              fields: { x: strng }
              ops: { o: { in: [nothing], outt: [x], call: s } }
            events:
              - { notfy: /start }
            """);

    assertThat(scenario(good, bad, directory.resolve("absent.yaml").toString())).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("bad.yaml:2: ", "strng", "bad.yaml:3: ", "nothing", "did you mean 'out'")
        .contains("bad.yaml:5: ", "notfy")
        .contains("absent.yaml")
        .endsWith("mistakes.\n");
  }

  @Test
  void rejected_events_are_part_of_the_outcome() throws IOException {
    String file =
        write(
            "rejected.yaml",
            notifying("p1", "a")
                + "  - { notify: /start, process: p1, fields: {} }\n"
                + "  - { notify: /nowhere, process: p2, fields: {} }\n"
                + "  - { declare: { fields: { x: long } } }\n");

    assertThat(scenario("--compact", file)).isZero();

    assertThat(out.toString())
        .contains(
            "\"rejected\":[{\"event\":1,\"reason\":\"duplicate-process\"},"
                + "{\"event\":2,\"reason\":\"unknown-op\"},"
                + "{\"event\":3,\"reason\":\"invalid-program\"}]");
  }

  @Test
  void limits_that_no_engine_on_kafka_takes_are_told_and_nothing_is_run() throws IOException {
    String file =
        write("limits.yaml", "{ program: { ops: {} }, limits: { bytes: 99999999 }, events: [] }");

    assertThat(scenario(file, "--runtime", "kafka")).isEqualTo(2);

    assertThat(err.toString())
        .contains("limits.yaml: limits: Expected limits that an engine on Kafka takes")
        .endsWith("1 mistake.\n");
    assertThat(scenario(file)).isZero();
  }

  @Test
  void options_of_a_cluster_are_not_ignored() throws IOException {
    String file = write("any.yaml", notifying("p1", "a"));

    assertThat(scenario(file, "--bootstrap-server", "127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString()).contains("Expected --runtime kafka beside options of a cluster");

    assertThat(scenario(file, "--runtime", "kafka", "--schema-registry", "http://127.0.0.1:1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("Expected --bootstrap-server beside options of a cluster");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_broker_that_does_not_answer_is_told() throws IOException {
    String file = write("any.yaml", notifying("p1", "a"));

    assertThat(scenario(file, "--runtime", "kafka", "--bootstrap-server", "127.0.0.1:1"))
        .isEqualTo(1);

    assertThat(err.toString())
        .startsWith("madcloud: Expected a Kafka broker, but at 127.0.0.1:1: ");
    assertThat(out.toString()).isEmpty();
  }

  private int scenario(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "scenario";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(command);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static String notifying(String process, String value) {
    return """
    program: { fields: { x: string }, ops: { start: { out: [x] } } }
    events:
      - { notify: /start, process: %s, fields: { x: %s } }
    """
        .formatted(process, value);
  }
}
