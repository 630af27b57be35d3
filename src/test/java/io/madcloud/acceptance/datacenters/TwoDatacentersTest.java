package io.madcloud.acceptance.datacenters;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.app.Main;
import io.madcloud.app.cluster.mirror.MirrorProcess;
import io.madcloud.engine.Datacenters;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three pictures of the talk in which Madcloud was shown: two systems in one datacenter; two
 * systems in two, called from one; two systems in two with distributed state. In the last, while
 * processes run, MirrorMaker is killed, an engine is killed, and one direction is cut; afterwards
 * both sides agree, and readers who share no code with the engine find nothing lost and nothing
 * doubled.
 */
final class TwoDatacentersTest {
  private static final int PROCESSES = 2_000 * Integer.getInteger("madcloud.runs", 1);
  private static final int FEW = 20;
  private static final Duration CUT = Duration.ofSeconds(30);

  private final TwoSystems systems = new TwoSystems();

  @TempDir private Path directory;

  @Test
  void two_systems_in_one_datacenter() throws Exception {
    try (TestBed bed = TestBed.start(directory, "first", "second");
        Oracle oracle = bed.oracle()) {
      bed.declare(TwoSystems.together());
      TwoSystems.serveFirst(bed);
      TwoSystems.serveSecond(bed);
      bed.engine("a", TwoSystems.ENGINE).awaitRunning();
      systems.send(bed, 0, FEW);
      TwoSystems.awaitEnds(oracle, FEW);
      systems.check(oracle);
    }
  }

  /** The second system's server is in the west, and takes its calls from the east. */
  @Test
  void two_systems_in_two_datacenters_with_calls_across() throws Exception {
    try (TestBed east = at("east", "first", "second");
        TestBed west = at("west");
        Oracle oracle = east.oracle();
        Oracle there = west.oracle()) {
      east.declare(TwoSystems.together());
      TwoSystems.serveFirst(east);
      TwoSystems.serveSecond(east);
      east.engine("a", TwoSystems.ENGINE).awaitRunning();
      west.engine("b", TwoSystems.ENGINE).awaitRunning();
      systems.send(east, 0, FEW);
      TwoSystems.awaitEnds(oracle, FEW);
      systems.check(oracle);
      assertThat(there.readToEnd().records()).as("what the west knows of it").isZero();
    }
  }

  @Test
  void two_systems_in_two_datacenters_with_distributed_state() throws Exception {
    try (TestBed east = at("east", "first");
        TestBed west = at("west", "second");
        MirrorProcess toWest = TwoSystems.link(directory, east, west, "east");
        MirrorProcess toEast = TwoSystems.link(directory, east, west, "west");
        Oracle oracle = east.oracle();
        Oracle views = west.oracle()) {
      east.declare(TwoSystems.secondAt("west"));
      west.declare(TwoSystems.secondAt("west"));
      TwoSystems.serveFirst(east);
      TwoSystems.serveSecond(west);
      EngineProcess second = west.engine("b", TwoSystems.ENGINE);
      east.engine("a", TwoSystems.ENGINE).awaitRunning();
      second.awaitRunning();
      systems.send(east, 0, PROCESSES / 4);
      TwoSystems.awaitEnds(oracle, PROCESSES / 16);
      toWest.kill();
      toEast.kill();
      systems.send(east, PROCESSES / 4, PROCESSES / 2);
      toWest.restart();
      toEast.restart();
      TwoSystems.awaitEnds(oracle, PROCESSES * 5 / 16);
      second.kill();
      systems.send(east, PROCESSES / 2, PROCESSES * 3 / 4);
      west.engine("c", TwoSystems.ENGINE).awaitRunning();
      TwoSystems.awaitEnds(oracle, PROCESSES * 9 / 16);
      toEast.kill();
      systems.send(east, PROCESSES * 3 / 4, PROCESSES);
      long untilNs = System.nanoTime() + CUT.toNanos();
      Eventually.until("the link has been cut for a while", () -> System.nanoTime() > untilNs);
      assertThat(datacenters(east)).contains("east (here)", "wait for another datacenter");
      toEast.restart();
      TwoSystems.awaitEnds(oracle, PROCESSES);
      systems.check(oracle.readToEnd());
      views.readToEnd();
      assertThat(views.findingsOfViews()).isEmpty();
      systems.expected().forEach(process -> agree(oracle, views, process));
      assertThat(datacenters(east)).contains("\n0 processes that began here wait");
    }
  }

  private TestBed at(String datacenter, String... servers) throws InterruptedException {
    return TestBed.startAt(Datacenters.of(datacenter, TwoSystems.NAMES), directory, servers);
  }

  private static String datacenters(TestBed bed) {
    StringWriter out = new StringWriter();
    Map<String, Object> clients = bed.clients();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                "datacenters",
                "--bootstrap-server",
                clients.get("bootstrap.servers").toString(),
                "--schema-registry",
                clients.get("schema.registry.url").toString());
    assertThat(status).as(out.toString()).isZero();
    return out.toString();
  }

  /** Both sides show the same of what both know, and together all there is. */
  private static void agree(Oracle east, Oracle west, String process) {
    Map<String, Object> here = east.fieldsets(process).get("0");
    Map<String, Object> there = west.fieldsets(process).get("0");
    assertThat(here.keySet()).as(process).containsOnly("/n", "/doubled", "/told", "/end");
    assertThat(there.keySet()).as(process).containsOnly("/doubled", "/more", "/told");
    for (String shared : List.of("/doubled", "/told")) {
      assertThat(there.get(shared)).as("%s of %s", shared, process).isEqualTo(here.get(shared));
    }
    assertThat(east.ops(process)).as("ops in the east").containsExactly("/double", "/finish");
    assertThat(west.ops(process))
        .as("ops in the west")
        .containsExactly("/second/add", "/second/tell");
  }
}
