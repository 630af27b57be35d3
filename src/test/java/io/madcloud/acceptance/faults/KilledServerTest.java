package io.madcloud.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.ProgramProcess;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.op.OpReply;
import io.madcloud.server.Handlers;
import io.madcloud.server.OpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a call whose server is killed, and of one that takes longer than its lock. */
final class KilledServerTest {
  private static final String DESK =
      """
      mount: /%s
      fields: { number: long, answer: long }
      ops:
        open: { out: [number] }
        ask: { in: [number], out: [answer], call: %1$s, version: answer }
      """;

  private static final int LOCK_MS = 4_000;

  @TempDir private static Path directory;

  private static TestBed bed;
  private static Oracle oracle;
  private static EngineProcess engine;

  @BeforeAll
  static void start() throws Exception {
    bed = TestBed.start(directory, "killed", "slow");
    shortLocks("killed");
    shortLocks("slow");
    bed.declare(DESK.formatted("killed"));
    bed.declare(DESK.formatted("slow"));
    oracle = bed.oracle();
    engine = bed.engine("engine");
    engine.awaitRunning();
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
  }

  private static void shortLocks(String server) throws Exception {
    ConfigResource group =
        new ConfigResource(ConfigResource.Type.GROUP, "madcloud.server." + server);
    ConfigEntry lock = new ConfigEntry("share.record.lock.duration.ms", Integer.toString(LOCK_MS));
    Collection<AlterConfigOp> changes = List.of(new AlterConfigOp(lock, AlterConfigOp.OpType.SET));
    try (Admin admin = Admin.create(bed.clients())) {
      admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();
    }
  }

  private static void open(String server, int processes) {
    for (long number = 0; number < processes; number++) {
      bed.notify(server + "-" + number, "/" + server + "/open", Map.of("number", number));
    }
  }

  private static void awaitStopped(String process) {
    Eventually.until(
        process + " that has stopped",
        Duration.ofSeconds(60),
        () -> oracle.poll(Duration.ofMillis(20)).outcome(process) != null || !engine.isAlive(),
        () -> "the engine printed: " + engine.tail());
  }

  @Test
  void a_call_whose_server_is_killed_is_answered_by_another_and_has_one_effect() {
    ProgramProcess stuck = bed.program(AnsweringServer.class, "killed", "1", "killed-1");
    stuck.awaitOutput(AnsweringServer.TAKES_CALLS);
    open("killed", 5);
    stuck.awaitOutput(AnsweringServer.CALL + "killed-1 ");
    stuck.kill();
    ProgramProcess other = bed.program(AnsweringServer.class, "killed", "1", "nobody");
    other.awaitOutput(AnsweringServer.CALL + "killed-1 ");
    for (int number = 0; number < 5; number++) {
      awaitStopped("killed-" + number);
    }
    oracle.readToEnd();

    String held = callOf(stuck, "killed-1");
    assertThat(callOf(other, "killed-1")).as("same attempt, same key").isEqualTo(held);
    assertThat(held).startsWith("killed-1 1 1 ");
    Map<String, Object> fields = oracle.outcome("killed-1").fieldsets().get("0");
    assertThat(fields).containsEntry("/killed/number", 1L);
    assertThat(oracle.findings(Set.of("killed-0", "killed-1", "killed-2", "killed-3", "killed-4")))
        .filteredOn(finding -> finding.startsWith("killed"))
        .isEmpty();
  }

  private static String callOf(ProgramProcess server, String process) {
    String begin = AnsweringServer.CALL + process + " ";
    List<String> lines = server.output().lines().filter(line -> line.startsWith(begin)).toList();
    assertThat(lines).hasSize(1);
    return lines.get(0).substring(AnsweringServer.CALL.length());
  }

  @Test
  void a_call_that_takes_longer_than_its_lock_runs_once() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    Handlers handlers =
        Handlers.none()
            .on(
                "/slow/ask",
                call -> {
                  runs.incrementAndGet();
                  boolean unused = never.await(2 * LOCK_MS, TimeUnit.MILLISECONDS);
                  return OpReply.of(Map.of("answer", 7L));
                });
    try (OpServer unused = OpServer.start("slow", handlers, bed.clients());
        OpServer unusedToo = OpServer.start("slow", handlers, bed.clients())) {
      open("slow", 1);
      awaitStopped("slow-0");
    }

    assertThat(runs).hasValue(1);
    assertThat(oracle.outcome("slow-0").fieldsets())
        .isEqualTo(Map.of("0", Map.of("/slow/number", 0L, "/slow/answer", 7L)));
  }
}
