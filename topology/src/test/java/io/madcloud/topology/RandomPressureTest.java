package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Invocation;
import io.madcloud.engine.Process;
import io.madcloud.engine.program.Program;
import io.madcloud.wire.Call;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/**
 * Random events on an engine whose servers have limits. What was asked is read from the journal,
 * what was published from the topics, what is open from the processes: none of it knows how calls
 * are held back.
 */
final class RandomPressureTest {

  private static final int PLAYS = 10;
  private static final int EVENTS = 80;
  private static final List<String> SERVERS = List.of("one", "two", "free");

  private static final String PROGRAM =
      """
      fields: { a: long, b: long, c: long, d: long, e: long, stop: boolean }
      supervise: { attempts: 2, backoff: 100ms, max-backoff: 400ms, timeout: 2s }
      servers: { one: { in-flight: 3 }, two: { in-flight: 1 } }
      ops:
        begin: { out: [a] }
        b: { in: [a], out: [b], call: one }
        c: { in: [a], mask: [stop], masked: drop, out: [c], call: one }
        d: { in: [b], mask: [stop], masked: drop, out: [d], call: two }
        e: { in: [c], out: [e], call: free }
        halt: { in: [b], when: "b == 3", out: [stop], expr: { stop: "true" } }
      """;

  /** An attempt of a call. */
  private record Ask(String process, int invocation, int attempt) {}

  @Test
  void never_too_many_are_out_and_all_go_out_once_and_in_order() {
    Long given = Long.getLong("madcloud.seed");
    long first = given == null ? System.nanoTime() : given;
    int plays = given == null ? Integer.getInteger("madcloud.runs", PLAYS) : 1;
    System.out.println(getClass().getSimpleName() + ": seeds from " + first);
    for (long seed = first; seed < first + plays; seed++) {
      try {
        new Play(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "Expected seed %d to hold, but: %s%nRun it again with: mvn test -pl topology -am -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -Dmadcloud.seed=%d"
                .formatted(seed, e.getMessage(), getClass().getSimpleName(), seed),
            e);
      }
    }
  }

  private static final class Play {

    private final Random random;
    private final TestEngine engine = TestEngine.of(PROGRAM).start();
    private final Deserializer<Call> deserializer = engine.serdes.of(Call.class).deserializer();
    private final Map<String, Integer> limits = new HashMap<>(Map.of("one", 3, "two", 1));
    private final Map<String, Integer> published = new HashMap<>();
    private final List<String> processes = new ArrayList<>();
    private final Map<String, List<Call>> calls = new HashMap<>();

    Play(long seed) {
      random = new Random(seed);
    }

    void run() {
      try (engine) {
        for (int event = 0; event < EVENTS; event++) {
          switch (random.nextInt(10)) {
            case 0, 1, 2 -> begin();
            case 3, 4, 5, 6 -> answer();
            case 7 -> engine.advance(Duration.ofMillis(random.nextInt(1_500)));
            case 8 -> engine.cancel("p" + random.nextInt(1 + processes.size()));
            default -> limit(random.nextInt(5));
          }
          check();
        }
        end();
      }
    }

    private void begin() {
      String process = "p" + processes.size();
      processes.add(process);
      engine.notify(process, "/begin", Map.of("a", 1L));
    }

    /** Any call so far is answered, be it again or too late. */
    private void answer() {
      List<Call> calls = calls(SERVERS.get(random.nextInt(SERVERS.size())));
      if (!calls.isEmpty()) {
        int back = Math.min(calls.size() - 1, random.nextInt(8));
        answer(calls.get(calls.size() - 1 - back));
      }
    }

    private void answer(Call call) {
      String field = call.getOp().substring(1);
      switch (random.nextInt(5)) {
        case 0 -> engine.fail(call, "boom", random.nextBoolean());
        case 1 -> engine.answer(call);
        default -> engine.answer(call, Map.of(field, (long) random.nextInt(5)));
      }
    }

    /** Of 0 there is none. */
    private void limit(int limit) {
      String server = SERVERS.get(random.nextInt(2));
      engine.programs.declare(
          "servers: { %s: { in-flight: %s } }"
              .formatted(server, limit == 0 ? "none" : Integer.toString(limit)));
      // What is out while there is no limit does not count for the next one.
      if (limit == 0) {
        engine.tick();
        limits.remove(server);
        answerAll(server);
        engine.programs.declare("servers: { %s: { in-flight: 2 } }".formatted(server));
        answerAll(server);
        limits.put(server, 2);
      } else {
        limits.put(server, limit);
      }
    }

    private void answerAll(String server) {
      Map<String, Process> now = now();
      calls(server).stream()
          .filter(call -> isOpen(call, now))
          .forEach(call -> engine.fail(call, "over", false));
    }

    /** No call went out for which there was no place, and none waits for which there is one. */
    private void check() {
      checkPublished();
      engine.tick();
      checkPublished();
      Map<String, Process> now = now();
      for (String server : SERVERS) {
        long waiting = now.values().stream().mapToLong(it -> waiting(it, server)).sum();
        if (waiting > 0) {
          assertThat(open(server, now))
              .as("calls in flight to %s while others wait", server)
              .isGreaterThanOrEqualTo(limits.get(server));
        }
      }
    }

    private void checkPublished() {
      Map<String, Process> now = now();
      for (String server : limits.keySet()) {
        int before = published.getOrDefault(server, 0);
        published.put(server, calls(server).size());
        if (calls(server).size() > before) {
          assertThat(open(server, now))
              .as("calls in flight to " + server)
              .isLessThanOrEqualTo(limits.get(server));
        }
      }
    }

    private List<Call> calls(String server) {
      String topic = TestEngine.TOPICS.calls(server);
      List<Call> known = calls.computeIfAbsent(server, name -> new ArrayList<>());
      List<TestRecord<String, byte[]>> records = engine.records(topic);
      for (TestRecord<String, byte[]> record : records.subList(known.size(), records.size())) {
        known.add(deserializer.deserialize(topic, record.value()));
      }
      return List.copyOf(known);
    }

    private Map<String, Process> now() {
      ProcessStore store = engine.store();
      Map<String, Process> now = new HashMap<>();
      processes.forEach(id -> now.put(id, store.find(id, engine.nowMs()).process()));
      return now;
    }

    private long open(String server, Map<String, Process> now) {
      return calls(server).stream().filter(call -> isOpen(call, now)).count();
    }

    private static boolean isOpen(Call call, Map<String, Process> now) {
      return now.get(call.getProcess()).isOut(call.getInvocation(), call.getAttempt());
    }

    private long waiting(Process process, String server) {
      Program program = engine.programs.current();
      long waiting = 0;
      for (int number = 1; number <= process.invocationCount(); number++) {
        Invocation invocation = process.invocation(number);
        if (invocation.isHeld() && process.isAwaited(number)) {
          waiting += server.equals(program.op(invocation.op()).spec().call()) ? 1 : 0;
        }
      }
      return waiting;
    }

    /** All are answered; then everything has ended, and what was asked can be held against it. */
    private void end() {
      for (int round = 0; round < 2_000 && !engine.running().isEmpty(); round++) {
        for (String server : SERVERS) {
          Map<String, Process> now = now();
          calls(server).stream().filter(call -> isOpen(call, now)).forEach(this::answer);
        }
        engine.advance(Duration.ofMillis(500));
      }
      assertThat(engine.running()).isEmpty();
      for (String server : SERVERS) {
        compare(server);
        assertThat(engine.meters.find("madcloud.server.in.flight").tag("server", server).gauges())
            .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
      }
      Map<String, Process> now = now();
      Map<String, List<Turn>> journal =
          engine.journal().stream().collect(Collectors.groupingBy(Turn::getProcess));
      for (String process : processes) {
        assertThat(JournalFold.of(journal.get(process)))
            .isEqualTo(now.get(process).view(engine.programs.current()));
      }
    }

    private void compare(String server) {
      List<Ask> asked = asked(server);
      List<Ask> out = calls(server).stream().map(Play::ask).toList();
      assertThat(out).doesNotHaveDuplicates();
      assertThat(asked).containsAll(out);
      List<Ask> inOrder = new ArrayList<>(asked);
      inOrder.retainAll(new HashSet<>(out));
      assertThat(out).as("calls to " + server).isEqualTo(inOrder);
      for (Ask ask : asked) {
        if (!out.contains(ask)) {
          assertThat(isUnwanted(ask)).as(ask + " was never made").isTrue();
        }
      }
    }

    private static Ask ask(Call call) {
      return new Ask(call.getProcess(), call.getInvocation(), call.getAttempt());
    }

    /** What the journal says was to be called, in order. */
    private List<Ask> asked(String server) {
      Map<String, String> servers = new HashMap<>();
      engine
          .programs
          .current()
          .ops()
          .values()
          .forEach(op -> servers.put(op.path(), op.spec().call()));
      Map<Ask, String> invocations = new HashMap<>();
      List<Ask> asked = new ArrayList<>();
      for (Turn turn : engine.journal()) {
        if (turn.getCause() instanceof TimerDue due && due.getKind() == TimerKind.RETRY) {
          Ask ask = new Ask(turn.getProcess(), due.getInvocation(), due.getAttempt());
          Ask first = new Ask(turn.getProcess(), due.getInvocation(), 1);
          if (server.equals(invocations.get(first))) {
            asked.add(ask);
          }
        }
        for (Object change : turn.getChanges()) {
          if (change instanceof Invoked invoked) {
            Ask ask = new Ask(turn.getProcess(), invoked.getInvocation(), invoked.getAttempt());
            invocations.put(ask, servers.get(invoked.getOp()));
            if (server.equals(servers.get(invoked.getOp()))) {
              asked.add(ask);
            }
          }
        }
      }
      return asked;
    }

    /** Whether the attempt came to nothing before its turn: cancelled, masked, answered late. */
    private boolean isUnwanted(Ask ask) {
      Process process = engine.process(ask.process);
      Invocation invocation = process.invocation(ask.invocation);
      boolean answeredByAnEarlierAttempt =
          invocation.state() == Invocation.State.DONE && invocation.attempts() + 1 >= ask.attempt;
      return invocation.state() == Invocation.State.DROPPED
          || answeredByAnEarlierAttempt
          || (invocation.isPending() && !process.isAwaited(ask.invocation));
    }
  }
}
