package io.madcloud.acceptance.upgrades;

import static io.madcloud.acceptance.upgrades.DeskProgram.ASK;
import static io.madcloud.acceptance.upgrades.DeskProgram.OPEN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Makes the data that an engine of now leaves: runs one, has it stop in the middle of its work, and
 * packs what broker, registry and engine have on the disk.
 */
final class Recording {

  /** An engine that goes on with the data has to be configured like this, too. */
  static final Map<String, String> ENGINE =
      Map.of(
          "madcloud.retention.ms", Long.toString(Duration.ofDays(36_500).toMillis()),
          "madcloud.encryption.keys", "of-the-record=" + "A".repeat(43) + "=",
          "madcloud.limit.firings", Integer.toString(DeskProgram.LIMIT_FIRINGS));

  private static final int PARTITIONS = 2;
  private static final String REPLIES = "madcloud.replies";

  /** An opened process has its text measured first. */
  private static final int ASK_NUMBER = 2;

  /** Processes that a clerk is asked about, each in its second invocation. */
  private static final List<String> OPENED =
      List.of("replied", "retried", "done", "broken", "cancelled");

  /** How many invocations others have made when there is nothing more to do. */
  private static final Map<String, Integer> OTHERS =
      Map.of("asked", 2, "sleeping", 1, "forked", 4, "long", 41, "orphan", 1);

  /** The lock, what was printed, and what RocksDB writes for people: large, and of this machine. */
  private static final String LEFT_OUT = "lock|.*\\.out(\\.d/.*)?|.*/LOG(\\.old.*)?|.*/OPTIONS-.*";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestBed bed;
  private final Oracle oracle;

  private Recording(TestBed bed) {
    this.bed = bed;
    this.oracle = bed.oracle();
  }

  /**
   * Records.
   *
   * @param data a directory for the data while it is made
   * @param archive takes the data
   * @param processes takes what was told of the processes
   */
  static void make(Path data, Path archive, Path processes) throws Exception {
    try (TestBed bed = TestBed.on(data)) {
      bed.createTopics(PARTITIONS, DeskProgram.CLERK, DeskProgram.NARROW);
      new Recording(bed).run(processes);
    }
    Archive.pack(data, name -> !name.matches(LEFT_OUT), archive);
  }

  private void run(Path processes) throws Exception {
    keepForEver();
    bed.declare(DeskProgram.YAML);
    EngineProcess engine = bed.engine("engine", ENGINE);
    engine.awaitRunning();
    command("op", "pause", DeskProgram.PAUSED);
    begin();
    command("remove", DeskProgram.REMOVED, "--wait");
    stopSome();
    goWrongOnce();
    tell(processes);
    JsonNode replied = told(bed, "replied");
    engine.stop();
    leaveInputs(replied);
  }

  /** Whoever reads this in years is to find all of it. */
  private void keepForEver() throws Exception {
    try (Admin admin = Admin.create(bed.clients())) {
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      for (String topic : admin.listTopics().names().get()) {
        changes.put(
            new ConfigResource(ConfigResource.Type.TOPIC, topic),
            List.of(
                new AlterConfigOp(
                    new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                    AlterConfigOp.OpType.SET)));
      }
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  private void begin() {
    notify(
        "asked",
        OPEN,
        "text=asked",
        "number=7",
        "ratio=2.5",
        "yes=true",
        "raw=AAEC",
        "at=2026-01-01T00:00:00Z",
        "tags=[\"a\",\"b\"]",
        "ages={\"x\":1}",
        "anything=[1,\"two\",{\"three\":3.5}]",
        "secret=hush");
    for (String process : OPENED) {
      notify(process, OPEN, "text=" + process);
    }
    notify("sleeping", "/desk/sleep", "dream=sheep");
    notify("forked", "/desk/spread", "letters=[\"a\",\"b\",\"c\"]");
    notify("long", "/desk/count", "n=0");
    for (int i = 1; i <= 4; i++) {
      notify("squeezed-" + i, "/desk/squeeze", "piece=" + i);
    }
    notify("painted", "/desk/paint", "colour=red");
    notify("looped", "/desk/loop", "m=0");
    notify("orphan", "/desk/keep", "old=chair");
    notify("gathered", "/desk/gather", "seed=5");
    until(
        "all work",
        () ->
            OPENED.stream().allMatch(process -> hasMade(process, 2))
                && OTHERS.entrySet().stream().allMatch(it -> hasMade(it.getKey(), it.getValue())));
  }

  private boolean hasMade(String process, int invocations) {
    return oracle.ops(process).size() == invocations;
  }

  private void stopSome() {
    command("reply", "done", ASK, "answer=by hand");
    command("reply", "broken", ASK, "--error", "boom", "--final");
    command("cancel", "cancelled", "--reason", "nobody wants it");
    until("what stops", () -> oracle.stopped() == 5);
  }

  /** Last, for what waits for a minute has to wait still when the engine stops. */
  private void goWrongOnce() {
    command("reply", "retried", ASK, "--error", "not now");
    notify("timed", "/desk/wait", "since=7");
    until("a timer that is set", () -> oracle.ops("timed").size() == 1);
  }

  private void tell(Path processes) throws Exception {
    StringBuilder all = new StringBuilder();
    for (String process : PreviousReleaseTest.STILL) {
      all.append(told(bed, process)).append('\n');
    }
    Files.createDirectories(processes.getParent());
    Files.writeString(processes, all);
  }

  /** What the engine tells of a process. */
  static JsonNode told(TestBed bed, String process) throws Exception {
    return JSON.readTree(bed.command("process", process, "-o", "json").done().out());
  }

  /**
   * Inputs that nobody has taken, and two that repeat what was taken.
   *
   * @param replied the process that a reply is for
   */
  private void leaveInputs(JsonNode replied) throws Exception {
    bed.notify("late", OPEN, Map.of("text", "late"));
    bed.notify("asked", OPEN, Map.of("text", "another"));
    bed.notify("done", OPEN, Map.of("text", "another"));
    JsonNode began = replied.get("incarnation");
    Incarnation incarnation =
        new Incarnation(
            began.get("topic").asText(),
            began.get("partition").asInt(),
            began.get("offset").asLong());
    Reply reply =
        new Reply(
            "replied", incarnation, ASK_NUMBER, 1, List.of(Map.of("answer", "by hand")), null);
    bed.raw(
        REPLIES,
        incarnation.getPartition(),
        "replied",
        RecordSerdes.of(bed.clients()).of(Reply.class).serializer().serialize(REPLIES, reply));
  }

  private void notify(String process, String op, String... fields) {
    List<String> arguments = new ArrayList<>(List.of("notify", op, "--process", process));
    arguments.addAll(List.of(fields));
    command(arguments.toArray(String[]::new));
  }

  private CommandOutcome command(String... arguments) {
    return bed.command(arguments).done();
  }

  private void until(String what, BooleanSupplier holds) {
    Eventually.until(
        what,
        () -> {
          oracle.poll(Duration.ofMillis(50));
          return holds.getAsBoolean();
        });
  }
}
