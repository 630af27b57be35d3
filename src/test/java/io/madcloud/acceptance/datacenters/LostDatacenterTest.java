package io.madcloud.acceptance.datacenters;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.app.cluster.mirror.MirrorProcess;
import io.madcloud.engine.Datacenters;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A datacenter is lost for good while processes wait for it. The ops that were resident there are
 * declared elsewhere: what it had not answered is fired there, and every process ends as it must.
 */
final class LostDatacenterTest {
  private static final int ANSWERED = 100;
  private static final int PROCESSES = 300;

  private final TwoSystems systems = new TwoSystems();

  @TempDir private Path directory;

  @Test
  void what_a_lost_datacenter_had_not_answered_is_fired_where_its_ops_are_declared_then()
      throws Exception {
    try (TestBed east = at("east", "first", "second");
        Oracle oracle = east.oracle()) {
      EngineProcess engine = east.engine("a", TwoSystems.ENGINE);
      east.declare(TwoSystems.secondAt("west"));
      TwoSystems.serveFirst(east);
      try (TestBed west = at("west", "second");
          MirrorProcess toWest = TwoSystems.link(directory, east, west, "east");
          MirrorProcess toEast = TwoSystems.link(directory, east, west, "west")) {
        west.declare(TwoSystems.secondAt("west"));
        TwoSystems.serveSecond(west);
        EngineProcess lost = west.engine("b", TwoSystems.ENGINE);
        engine.awaitRunning();
        lost.awaitRunning();
        systems.send(east, 0, PROCESSES);
        TwoSystems.awaitEnds(oracle, ANSWERED);
        toEast.kill();
        toWest.kill();
        lost.kill();
      }
      systems.send(east, PROCESSES, PROCESSES + ANSWERED);
      east.declare(TwoSystems.secondAt("east"));
      TwoSystems.serveSecond(east);
      TwoSystems.awaitEnds(oracle, PROCESSES + ANSWERED);
      systems.check(oracle.readToEnd());
      assertThat(systems.expected())
          .as("processes whose second system ran in the east")
          .anyMatch(process -> oracle.ops(process).contains("/second/tell"))
          .anyMatch(process -> !oracle.ops(process).contains("/second/tell"));
    }
  }

  private TestBed at(String datacenter, String... servers) throws InterruptedException {
    return TestBed.startAt(Datacenters.of(datacenter, TwoSystems.NAMES), directory, servers);
  }
}
