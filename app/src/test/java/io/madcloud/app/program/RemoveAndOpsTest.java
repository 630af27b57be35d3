package io.madcloud.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.madcloud.app.Shell;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RemoveAndOpsTest {

  private static final String SYNC = Path.of("../examples/simple-sync/program.yaml").toString();
  private static final String QUOTES =
      Path.of("../examples/insurance-quotes/program.yaml").toString();

  private static DevCluster cluster;
  private static int tests;

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
  void declare() {
    shell = Shell.of(cluster).onTopics("t" + ++tests + ".");
    shell.run("topics", "create").done();
    shell.run("apply", SYNC, QUOTES).done();
  }

  @Test
  void a_folder_goes_with_its_ops_and_fields_stay() {
    String printed = shell.run("remove", "/sync/system2/").done().out();
    assertThat(printed)
        .startsWith("- op    /sync/system2/consume-update\n- op    /sync/system2/produce-update\n")
        .containsPattern("Declared revision \\d+: 2 ops removed.\n$");
    JsonNode left = shell.run("ops", "/sync", "-o", "json").done().json();
    assertThat(left.get("ops")).hasSize(2);
    assertThat(left.get("fields").findValuesAsText("path")).contains("/sync/system2/SYS");
  }

  @Test
  void what_lies_in_a_removed_folder_may_be_named_too() {
    JsonNode json =
        shell
            .run(
                "remove",
                "/sync/system1/produce-update",
                "/sync/system1",
                "/insurance",
                "-o",
                "json")
            .done()
            .json();
    assertThat(json.at("/ops/removed")).hasSizeGreaterThan(6);
    assertThat(shell.run("ops").done().out()).contains("\n2 ops, revision ");
  }

  @Test
  void what_becomes_impossible_by_it_is_told() {
    String removed = "/insurance/enquire";
    assertThat(shell.run("remove", removed, "--dry-run").done().out())
        .contains("! op    /insurance/acorn/quote can never happen any more, because nothing")
        .contains("! op    /insurance/tell can never happen any more, because");
    JsonNode json = shell.run("remove", removed, "-o", "json").done().json();
    assertThat(json.get("impossible").findValuesAsText("op")).contains("/insurance/beech/bid");
    assertThat(shell.run("remove", "/sync/system2/consume-update").done().out())
        .doesNotContain("! op");
  }

  @Test
  void a_dry_run_removes_nothing() {
    assertThat(shell.run("remove", "/sync", "--dry-run").done().out())
        .endsWith("Would declare: 4 ops removed.\n");
    assertThat(shell.run("ops", "/sync").done().out()).contains("\n4 ops, revision ");
  }

  @Test
  void a_path_that_is_not_there_suggests_the_nearest() {
    assertThat(shell.run("remove", "/sync/system1", "/sync/system3").ended(3).err())
        .isEqualTo(
            "madcloud: Expected an op or a folder with ops at /sync/system3, but there is none; did"
                + " you mean '/sync/system1'?\n");
    assertThat(shell.run("ops", "/sync/system1/produce-updat").ended(3).err())
        .contains("did you mean '/sync/system1/produce-update'?");
    assertThat(shell.run("ops", "sync").ended(2).err())
        .startsWith("madcloud: Expected an absolute path such as /sync/system1, but found 'sync'");
    assertThat(shell.run("ops", "/sync/system1").done().out()).contains("\n2 ops, revision ");
  }

  @Test
  void the_table_says_what_each_op_needs_and_who_runs_it() {
    String printed = shell.run("ops").done().out();
    assertThat(printed)
        .startsWith("PATH ")
        .containsPattern("/sync/system1/produce-update +notification +SYS /sync/update +expr\n")
        .containsPattern(
            "/sync/system1/consume-update +request-response +/sync/update +SYS +SYS +expr\n")
        .containsPattern("/insurance/tell +one-way +offer +call customer\n");
  }

  @Test
  void one_op_is_shown_with_all_that_it_says() {
    assertThat(shell.run("ops", "/insurance/acorn/quote").done().out())
        .startsWith("/insurance/acorn/quote\n  kind        request-response\n")
        .contains("  in          /insurance/car (string)\n")
        .contains("  mask        /insurance/offer (string)\n")
        .contains("  out         /insurance/acorn/price (long)\n")
        .contains("  run by      call acorn\n")
        .contains("  fail        /insurance/acorn/unwell (map<string>)\n")
        .contains("  masked      drop\n")
        .contains("  supervise   attempts 2, backoff 100ms, max-backoff 10s, timeout 1m\n")
        .containsPattern("  source      .*insurance-quotes/program.yaml:\\d+\n");
    JsonNode json = shell.run("ops", "/insurance/acorn/bid", "-o", "json").done().json();
    JsonNode op = json.get("ops").get(0);
    assertThat(op.get("when").asText()).isEqualTo("price <= budget");
    assertThat(op.at("/in/0/field").asText()).isEqualTo("/insurance/acorn/insurer");
    assertThat(op.at("/expr/offer").asText()).isEqualTo("insurer + ' for ' + string(price)");
    assertThat(op.at("/supervise/attempts").asInt()).isEqualTo(2);
  }
}
