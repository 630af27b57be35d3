package io.madcloud.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.madcloud.acceptance.harness.CallWorker;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.ProgramProcess;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.acceptance.oracle.Stop;
import io.madcloud.engine.Limits;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.topology.JournalReplay;
import io.madcloud.topology.program.ProgramFold;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Call;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.ProgramChange;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers see calls at least once with a key that does not change, processes see effects exactly
 * once: though replies come twice, in another order, late or never, engines and a server are killed
 * in the middle of calls and commits, and ids are used again once they are forgotten. What
 * confluent processes come to is what an oracle finds that shares no code with the engine; what
 * others come to is what their journals replay to. Seeded: {@code -Dmadcloud.seed=N}; {@code
 * -Dmadcloud.runs=N} has N times as many processes and kills.
 */
final class FaultsTest {
  private static final int RUNS = Integer.getInteger("madcloud.runs", 1);
  private static final int PROCESSES = 160 * RUNS;
  private static final int KILLS = 4 * RUNS;
  private static final int PROGRAMS = 10;
  private static final int TIMEOUT_MS = 600;
  private static final Limits LIMITS = new Limits(100, 120, 256 * 1024);

  private static final Map<String, String> ENGINE =
      Map.of(
          "madcloud.commit.interval.ms",
          "30",
          "madcloud.retention.ms",
          "1000",
          "madcloud.limit.fieldsets",
          Long.toString(LIMITS.fieldsets()),
          "madcloud.limit.firings",
          Long.toString(LIMITS.firings()));

  private static final String SUPERVISE =
      """
      {"attempts": 1000, "backoff": "20ms", "max-backoff": "100ms", "timeout": "%dms"}
      """
          .formatted(TIMEOUT_MS);

  private static final Set<String> LATE = Set.of("unknown-process", "not-pending");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final long seed = Long.getLong("madcloud.seed", System.nanoTime() & 0xFFFF_FFFFL);
  private final SplittableRandom chance = new SplittableRandom(seed);
  private final CallKeys keys = new CallKeys();
  private final Hostility hostility = new Hostility(TIMEOUT_MS, seed);
  private final List<ConfluentProgram> confluent =
      IntStream.range(0, PROGRAMS).mapToObj(n -> ConfluentProgram.of("c" + n, seed)).toList();
  private final List<OrderedProgram> ordered =
      IntStream.range(0, PROGRAMS).mapToObj(n -> new OrderedProgram("n" + n, seed + n)).toList();
  private final List<ProgramProcess> servers = new ArrayList<>();

  @TempDir private Path directory;

  private TestBed bed;
  private Oracle oracle;
  private Load load;
  private CallWorker hostile;
  private volatile Program program;

  @Test
  void effects_happen_exactly_once_whatever_servers_and_kills_do() throws Exception {
    System.out.println("Run it again with -Dtest=FaultsTest -Dmadcloud.seed=" + seed);
    try (TestBed started =
        TestBed.start(directory, ConfluentProgram.KILLED, ConfluentProgram.HOSTILE)) {
      bed = started;
      declareFirst();
      oracle = bed.oracle();
      load = new Load(bed, confluent, ordered, program, chance.split());
      hostile = bed.worker(ConfluentProgram.HOSTILE, this::answer, hostility);
      startServer();
      List<EngineProcess> engines = new ArrayList<>(List.of(engine("a"), engine("b")));
      for (int kill = 0; kill < KILLS; kill++) {
        serve(PROCESSES * (kill + 1) / (KILLS + 1), engines);
        if (kill == KILLS / 2) {
          declareLate();
        }
        kill(kill, engines);
      }
      serve(PROCESSES, engines);
      awaitSeen();
      for (EngineProcess engine : engines) {
        engine.stop();
      }
      oracle.readToEnd();
      report("%d calls to the hostile server, which was %s", hostile.calls(), hostility);

      assertThat(hostility.wasAll()).isTrue();
      assertThat(load.reused()).isPositive();
      assertThat(oracle.findings(load.expected())).isEmpty();
      checkConfluent();
      checkReplays();
      checkDeadLetters();
      assertThat(keys.findings()).isEmpty();
      assertThat(keys.further()).isPositive();
    }
  }

  private void declareFirst() throws InterruptedException {
    ObjectNode declaration = declaration();
    confluent.forEach(each -> declaration.withObject("/folders").set(each.name(), each.folder()));
    ordered.forEach(each -> declaration.withObject("/folders").set(each.name(), each.folder()));
    bed.declare(declaration.toString());
    program = programs().lastEntry().getValue();
  }

  private void declareLate() throws InterruptedException {
    ObjectNode declaration = declaration();
    ordered.forEach(each -> declaration.withObject("/folders").set(each.name(), each.late()));
    bed.declare(declaration.toString());
    program = programs().lastEntry().getValue();
  }

  private static ObjectNode declaration() {
    try {
      return (ObjectNode) JSON.readTree("{\"supervise\": " + SUPERVISE + "}");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private EngineProcess engine(String name) {
    return bed.engine(name, ENGINE);
  }

  private void startServer() {
    String[] arguments = {ConfluentProgram.KILLED, Long.toString(seed), "nobody"};
    servers.add(bed.program(AnsweringServer.class, arguments));
  }

  private List<Map<String, Object>> answer(Call call) {
    keys.seen(call);
    if (call.getOp().startsWith("/c")) {
      return ConfluentProgram.answer(seed, call.getOp(), call.getVersion(), call.getInputs());
    }
    Op op = program.op(call.getOp());
    int question = (call.getIdempotencyKey() + call.getAttempt()).hashCode();
    return op == null
        ? List.of()
        : OrderedProgram.answer(op.out(), new SplittableRandom(seed + question));
  }

  /** Sends events until so many are through. */
  private void serve(int settled, List<EngineProcess> engines) {
    Eventually.until(
        settled + " processes that have stopped",
        Duration.ofMinutes(2),
        () -> {
          hostile.requireWork();
          load.send(PROCESSES);
          load.settle(oracle.poll(Duration.ofMillis(20)));
          return load.settled() >= settled || engines.stream().anyMatch(it -> !it.isAlive());
        },
        () -> "%d have; %s has not: %s".formatted(load.settled(), load.open(), stuck()));
    engines.forEach(engine -> assertThat(engine.isAlive()).as(engine.tail()).isTrue());
  }

  /** The last turns of a process that has not stopped, and what servers printed of it. */
  private String stuck() {
    String process = load.open().iterator().next();
    List<String> lines = new ArrayList<>();
    committed(Turn.class, "journal").stream()
        .filter(turn -> turn.key().equals(process))
        .forEach(turn -> lines.add(turn.value().toString()));
    servers.stream()
        .flatMap(server -> server.output().lines())
        .filter(line -> line.startsWith(AnsweringServer.CALL + process + " "))
        .forEach(lines::add);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
  }

  /** One engine, one engine and the server, or both engines; others start in their places. */
  private void kill(int number, List<EngineProcess> engines) {
    long fromNs = System.nanoTime() + Duration.ofMillis(chance.nextInt(400)).toNanos();
    Eventually.until(
        "a while",
        () -> {
          load.settle(oracle.poll(Duration.ofMillis(5)));
          return System.nanoTime() > fromNs;
        });
    List<Integer> victims = number % 3 == 2 ? List.of(0, 1) : List.of(chance.nextInt(2));
    victims.forEach(victim -> engines.get(victim).kill());
    if (number % 3 == 1) {
      servers.get(servers.size() - 1).kill();
      startServer();
    }
    oracle.readToEnd();
    load.settle(oracle);
    report(
        "%d engines%s killed, %d of %d under way",
        victims.size(),
        number % 3 == 1 ? " and the server" : "",
        load.sent() - load.settled(),
        load.sent());
    assertThat(load.open()).isNotEmpty();
    victims.forEach(victim -> engines.set(victim, engine(victim == 0 ? "a" : "b")));
  }

  /** Whatever was published reaches a server. */
  private void awaitSeen() {
    for (String server : List.of(ConfluentProgram.HOSTILE, ConfluentProgram.KILLED)) {
      Set<String> published = new HashSet<>();
      for (ConsumerRecord<String, Call> record : committed(Call.class, "calls." + server)) {
        keys.published(record.value());
        published.add(record.value().getIdempotencyKey());
      }
      if (server.equals(ConfluentProgram.HOSTILE)) {
        Eventually.until("all calls seen", () -> keys.areSeen(published));
      }
    }
    servers.forEach(each -> keys.printed(each.output()));
  }

  private <T extends SpecificRecord> List<ConsumerRecord<String, T>> committed(
      Class<T> type, String topic) {
    return Committed.records(bed.clients(), type, "madcloud." + topic);
  }

  /** The program by its revisions. */
  private NavigableMap<Long, Program> programs() {
    ProgramFold fold = new ProgramFold(ProgramCompiler.lenient(new CelExpressions(), Map.of()));
    NavigableMap<Long, Program> programs = new TreeMap<>();
    for (ConsumerRecord<String, ProgramChange> each : committed(ProgramChange.class, "programs")) {
      fold.fold(each.value(), each.offset(), each.serializedValueSize());
      programs.put(fold.program().revision(), fold.program());
    }
    assertThat(fold.rejected()).isEmpty();
    return programs;
  }

  private void checkConfluent() {
    int checked = 0;
    for (Map.Entry<String, List<Load.Event>> sent : load.events().entrySet()) {
      Set<Set<Map<String, Object>>> expected = new HashSet<>();
      sent.getValue().forEach(event -> expected.add(event.program().outcome(event.fields())));
      Set<Set<Map<String, Object>>> found = new HashSet<>();
      for (Stop stop : oracle.outcomes(sent.getKey())) {
        assertThat(stop.status()).as("%s: %s", sent.getKey(), stop).isEqualTo("QUIESCENT");
        found.add(Set.copyOf(stop.fieldsets().values()));
        checked++;
      }
      assertThat(found).as("%s of %s", sent.getKey(), sent.getValue()).isEqualTo(expected);
    }
    report("%d confluent processes, %d of them with an id used before", checked, load.reused());
  }

  private void checkReplays() {
    Map<Long, Program> programs = programs();
    Map<Incarnation, List<Turn>> journals = new LinkedHashMap<>();
    committed(Turn.class, "journal")
        .forEach(
            turn ->
                journals
                    .computeIfAbsent(turn.value().getIncarnation(), it -> new ArrayList<>())
                    .add(turn.value()));
    Map<Incarnation, List<Outcome>> outcomes = new LinkedHashMap<>();
    committed(Outcome.class, "outcomes")
        .forEach(
            outcome ->
                outcomes
                    .computeIfAbsent(outcome.value().getIncarnation(), it -> new ArrayList<>())
                    .add(outcome.value()));
    assertThat(journals.keySet()).isEqualTo(outcomes.keySet());
    int turns = 0;
    int late = 0;
    for (Map.Entry<Incarnation, List<Turn>> journal : journals.entrySet()) {
      String process = journal.getValue().get(0).getProcess();
      JournalReplay.Replayed again = JournalReplay.of(journal.getValue(), LIMITS, programs::get);
      assertThat(again.outcomes()).as(process).isEqualTo(outcomes.get(journal.getKey()));
      turns += journal.getValue().size();
      late += checkSeen(process, journal.getKey(), journal.getValue());
    }
    assertThat(late).isPositive();
    report("%d processes replayed, %d turns, %d late replies taken", journals.size(), turns, late);
  }

  /** What is done was asked of a server; tells how many replies were late. */
  private int checkSeen(String process, Incarnation incarnation, List<Turn> journal) {
    int late = 0;
    for (Turn turn : journal) {
      for (Object change : turn.getChanges()) {
        if (change instanceof Answered answered
            && answered.getStatus() == InvocationStatus.DONE
            && turn.getCause() instanceof Reply reply
            && reply.getInvocation() == answered.getInvocation()) {
          int number = answered.getInvocation();
          assertThat(keys.isSeen(new CallKeys.Invocation(process, incarnation, number)))
              .as("call of invocation %d of %s, seen by a server", number, process)
              .isTrue();
          late += answered.getLate() ? 1 : 0;
        }
      }
    }
    return late;
  }

  private void checkDeadLetters() {
    Map<String, Integer> reasons = new TreeMap<>();
    oracle.deadLetters().forEach(letter -> reasons.merge(letter.reason(), 1, Integer::sum));
    report("dead letters by reason: %s; %d invocations called", reasons, keys.invocations());
    assertThat(oracle.deadLetters())
        .filteredOn(letter -> letter.key().startsWith("c"))
        .allSatisfy(letter -> assertThat(LATE).contains(letter.reason()));
  }

  private static void report(String line, Object... arguments) {
    System.out.println(line.formatted(arguments));
  }
}
