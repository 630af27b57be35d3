package io.madcloud.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.madcloud.app.Shell;
import io.madcloud.app.Shell.Result;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplyCommandTest {

  private static final String PROGRAM =
      """
      mount: /desk
      fields: { text: string, answer: string }
      ops:
        open: { out: [text] }
        ask: { in: [text], out: [answer], call: clerk }
      """;

  private static DevCluster cluster;
  private static int tests;

  @TempDir private Path directory;

  private Shell shell;

  @BeforeAll
  static void start() {
    cluster = DevCluster.start(DevClusterConfig.temporary());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void createTopics() {
    shell = Shell.of(cluster).onTopics("t" + ++tests + ".");
    shell.run("topics", "create", "--partitions", "3").done();
  }

  @Test
  void a_program_is_declared_with_the_topics_that_its_calls_need() throws IOException {
    String printed = shell.run("apply", file("desk.yaml", PROGRAM)).done().out();
    assertThat(printed)
        .contains("+ op    /desk/ask\n", "+ op    /desk/open\n", "+ field /desk/text\n")
        .contains("Created topic t" + tests + ".calls.clerk\n")
        .endsWith("Declared revision 4: 2 ops added, 2 fields added.\n");
    assertThat(shell.run("topics", "list").done().out())
        .containsPattern("t" + tests + "\\.calls\\.clerk +3\n");
  }

  @Test
  void what_is_declared_already_is_not_written_again() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("..", "examples"))) {
      List<String> programs =
          all.map(Path::toString).filter(file -> file.endsWith("program.yaml")).toList();
      assertThat(programs).hasSizeGreaterThanOrEqualTo(6);
      for (String program : programs) {
        JsonNode first = shell.run("apply", program, "-o", "json").done().json();
        assertThat(first.get("changed").booleanValue()).as(program).isTrue();
        JsonNode second = shell.run("apply", program, "-o", "json").done().json();
        assertThat(second.get("changed").booleanValue()).as(program).isFalse();
        assertThat(second.get("revision")).as(program).isEqualTo(first.get("revision"));
        assertThat(shell.run("apply", program).done().out())
            .isEqualTo(
                "Nothing to change: revision %s has all of it.\n".formatted(first.get("revision")));
      }
    }
  }

  @Test
  void a_change_is_told_and_ops_that_are_not_named_stay() throws IOException {
    shell.run("apply", file("desk.yaml", PROGRAM)).done();
    String changed =
        """
        mount: /desk
        fields: { answer: { type: string, doc: What the clerk says. } }
        ops:
          ask: { in: [text], out: [answer], call: clerk, when: size(text) > 3 }
          echo: { in: [answer], out: [text], expr: { text: answer } }
        """;
    JsonNode json = shell.run("apply", file("more.yaml", changed), "-o", "json").done().json();
    assertThat(json.at("/ops/added").toString()).isEqualTo("[\"/desk/echo\"]");
    assertThat(json.at("/ops/changed").toString())
        .isEqualTo("[{\"op\":\"/desk/ask\",\"parts\":[\"when\"]}]");
    assertThat(json.at("/ops/removed")).isEmpty();
    assertThat(json.at("/fields/changed").toString()).isEqualTo("[\"/desk/answer\"]");
    assertThat(json.get("topics")).isEmpty();
    assertThat(shell.run("ops").done().out()).contains("/desk/open", "/desk/echo", "/desk/ask");
  }

  @Test
  void a_limit_of_a_server_is_a_change_by_itself() throws IOException {
    shell.run("apply", file("desk.yaml", PROGRAM)).done();
    String limit = file("limit.yaml", "servers: { clerk: { in-flight: 4 } }");
    assertThat(shell.run("apply", limit).done().out())
        .isEqualTo(
            "~ server clerk: in-flight 4, was none\nDeclared revision 6: 1 server changed.\n");
    assertThat(shell.run("apply", limit).done().out()).startsWith("Nothing to change");
    assertThat(shell.run("ops", "/desk/ask").done().out())
        .contains("  run by      call clerk\n  in flight   at most 4 calls of all ops\n");
    assertThat(shell.run("ops", "-o", "json").done().json().get("servers").toString())
        .isEqualTo("[{\"server\":\"clerk\",\"inFlight\":4}]");

    limit = file("limit.yaml", "servers: { clerk: { in-flight: none } }");
    JsonNode json = shell.run("apply", limit, "-o", "json").done().json();
    assertThat(json.get("servers").toString())
        .isEqualTo("[{\"server\":\"clerk\",\"inFlight\":null,\"before\":4}]");
    assertThat(shell.run("ops", "-o", "json").done().json().get("servers")).isEmpty();
  }

  @Test
  void a_dry_run_tells_and_changes_nothing() throws IOException {
    Result dry = shell.run("apply", file("desk.yaml", PROGRAM), "--dry-run").done();
    assertThat(dry.out())
        .contains("+ op    /desk/ask\n")
        .contains("Would create topic t" + tests + ".calls.clerk\n")
        .endsWith("Would declare: 2 ops added, 2 fields added.\n");
    assertThat(shell.run("ops").done().out()).startsWith("No op is declared");
    assertThat(shell.run("topics", "list").done().out()).doesNotContain("clerk");
  }

  @Test
  void what_an_op_publishes_is_registered_and_evolves_as_its_subject_allows() throws IOException {
    String topic = "bills" + tests;
    String yaml =
        """
        mount: /shop
        fields: { order: string, price: %s, place: string }
        ops:
          order: { out: [order, price, place] }
          bill:
            in: [%s]
            topic: %s
        """;
    String first = file("bill.yaml", yaml.formatted("long", "order, price", topic));
    Result dry = shell.run("apply", first, "--dry-run").done();
    assertThat(dry.out()).contains("Would create topic " + topic + "\n");
    assertThat(shell.run("apply", first).done().out()).contains("Created topic " + topic + "\n");
    assertThat(shell.run("topics", "list").done().out()).containsPattern(topic + " +3\n");
    assertThat(shell.run("apply", first).done().out()).startsWith("Nothing to change");

    String more = file("more.yaml", yaml.formatted("long", "{ price: order }, place", topic));
    assertThat(shell.run("apply", more).ended(2).err())
        .contains(
            more
                + ":5: /shop/bill.topic: Expected a record that subject "
                + topic
                + "-value takes, but field Bill.price: ")
        .endsWith("found 1 mistake.\n");
    assertThat(shell.run("ops", "/shop/bill").done().out()).doesNotContain("/shop/place");
    String other = file("other.yaml", yaml.formatted("long", "order, place", topic));
    assertThat(shell.run("apply", other).done().out()).contains("~ op    /shop/bill");
  }

  @Test
  void an_op_publishes_to_a_topic_of_its_own() throws IOException {
    String yaml =
        """
        fields: { x: long }
        ops:
          begin: { out: [x] }
          one: { in: [x], topic: shared%d }
          two: { in: [x], topic: shared%d }
          three: { in: [x], topic: t%d.notifications }
        """;
    String file = file("shared.yaml", yaml.formatted(tests, tests, tests));
    assertThat(shell.run("apply", file).ended(2).err())
        .contains(
            file + ":5: /two.topic: Expected one op for each subject, but /one has shared",
            file + ":6: /three.topic: Expected none of Madcloud's own topics, which begin with 't")
        .endsWith("found 2 mistakes.\n");
  }

  @Test
  void every_mistake_is_told_with_its_place_and_nothing_is_written() throws IOException {
    String wrong =
        """
        ops:
          open: { out: [txt] }
          ask: { in: [/desk/text], out: [/desk/answer], cal: clerk }
        """;
    String good = file("desk.yaml", PROGRAM);
    String bad = file("bad.yaml", wrong);
    Result refused = shell.run("apply", good, bad).ended(2);
    assertThat(refused.err())
        .contains(bad + ":2: /open.out[0]: Expected ")
        .contains(bad + ":3: /ask.cal: Expected ")
        .endsWith("mistakes.\n");
    assertThat(refused.out()).isEmpty();
    assertThat(shell.run("ops", "-o", "json").done().json().get("ops")).isEmpty();
    assertThat(shell.run("apply", directory + "/none.yaml").ended(2).err())
        .startsWith(directory + "/none.yaml: Expected a YAML file, but there is none\n");
  }

  @Test
  void what_is_probably_wrong_is_told_and_declared_all_the_same() throws IOException {
    String program = file("odd.yaml", PROGRAM + "  echo: { in: [nobody] }\nfields2: {}\n");
    assertThat(shell.run("apply", program).ended(2).err()).contains("fields2");
    program =
        file(
            "odd.yaml",
            """
            fields: { x: long, nobody: long, y: long }
            ops:
              open: { out: [x] }
              never: { in: [x, nobody], out: [y], call: clerk }
            """);
    Result odd = shell.run("apply", program).ended(0);
    assertThat(odd.err()).contains("odd.yaml:4: /never.in[1]: warning: This op can never happen");
    assertThat(odd.out()).contains("Declared revision ");
    assertThat(shell.run("apply", program).done().out()).startsWith("Nothing to change");
  }

  @Test
  void a_field_keeps_its_type_whatever_a_later_program_says() throws IOException {
    shell.run("apply", file("desk.yaml", PROGRAM)).done();
    String other = file("other.yaml", "{ mount: /desk, fields: { text: long } }");
    assertThat(shell.run("apply", other).ended(2).err())
        .contains("Expected type string and merge fork as the field was declared before");
  }

  @Test
  void a_plugin_that_is_not_there_is_a_mistake() throws IOException {
    String program =
        """
        fields: { text: string }
        ops:
          open: { out: [text] }
          shout: { in: [text], plugin: megaphone }
        """;
    assertThat(shell.run("apply", file("plugin.yaml", program)).ended(2).err())
        .contains("plugin.yaml:4: /shout.plugin: Expected ", "megaphone");
    assertThat(
            shell
                .run("apply", file("plugin.yaml", program), "--plugins", directory + "/none")
                .ended(2)
                .err())
        .contains(directory + "/none");
  }

  @Test
  void a_program_comes_from_the_standard_input() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(PROGRAM.getBytes(StandardCharsets.UTF_8)));
      assertThat(shell.run("apply", "-").done().out()).contains("2 ops added");
      System.setIn(new ByteArrayInputStream("ops: []".getBytes(StandardCharsets.UTF_8)));
      assertThat(shell.run("apply", "-").ended(2).err()).startsWith("stdin:1: ");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void nobody_waits_for_engines_that_do_not_run() throws IOException {
    String program = file("desk.yaml", PROGRAM);
    assertThat(shell.run("apply", program, "--wait").done().out())
        .endsWith("No engine runs now; the next one begins with it.\n");
    assertThat(shell.run("apply", program, "--wait", "-o", "json").done().json().get("engines"))
        .isEmpty();
    assertThat(shell.run("apply", program, "--wait", "--dry-run").ended(2).err())
        .startsWith("madcloud: Expected --dry-run or --wait, but found both");
    assertThat(shell.run("apply", program, "--wait", "--timeout", "soon").ended(2).err())
        .contains("Expected a duration such as 500ms", "'soon'");
  }

  @Test
  void topics_that_are_not_there_are_named_with_the_command_that_creates_them() throws IOException {
    assertThat(
            Shell.of(cluster)
                .onTopics("none.")
                .run("apply", file("desk.yaml", PROGRAM))
                .ended(1)
                .err())
        .isEqualTo(
            "madcloud: Expected topic none.programs, but it does not exist; 'bin/madcloud topics"
                + " create' creates what is missing\n");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
