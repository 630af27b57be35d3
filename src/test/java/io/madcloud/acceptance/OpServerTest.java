package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.op.OpReply;
import io.madcloud.server.Handler;
import io.madcloud.server.Handlers;
import io.madcloud.server.OpServer;
import io.madcloud.server.OpServerConfig;
import io.madcloud.server.ServerCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers made with the library answer calls of a real engine through a real broker. */
final class OpServerTest {

  /** One for each test, so that none sees the calls of another. */
  private static final List<String> DESKS =
      IntStream.range(0, 6).mapToObj(number -> "desk" + number).toList();

  private static final String DESK =
      """
      mount: /%s
      fields: { number: long, answer: string, oops: map<string> }
      supervise: { attempts: 2, backoff: 10ms }
      ops:
        open: { out: [number] }
        ask: { in: [number], out: [answer], call: %1$s, fail: oops, version: "3" }
      """;

  @TempDir private static Path directory;

  private static TestBed bed;
  private static Oracle oracle;
  private static EngineProcess engine;
  private static int desksInUse;

  private final String desk = DESKS.get(desksInUse++);
  private final List<OpServer> servers = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    bed = TestBed.start(directory, DESKS.toArray(String[]::new));
    for (String desk : DESKS) {
      bed.declare(DESK.formatted(desk));
    }
    oracle = bed.oracle();
    engine = bed.engine("engine");
    engine.awaitRunning();
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
  }

  @AfterEach
  void closeServers() {
    servers.forEach(OpServer::close);
  }

  private OpServer server(String mode, Handler handler) throws Exception {
    Map<String, Object> config = new HashMap<>(bed.clients());
    config.put(OpServerConfig.MODE, mode);
    config.put(OpServerConfig.THREADS, 4);
    config.put(OpServerConfig.GRACE_MS, 500);
    Handlers handlers = Handlers.none().on("/*/ask", handler);
    OpServer server = OpServer.start(desk, handlers, config);
    servers.add(server);
    return server;
  }

  private String process(int number) {
    return desk + "-" + number;
  }

  private void open(int from, int to) {
    for (int number = from; number < to; number++) {
      bed.notify(process(number), "/" + desk + "/open", Map.of("number", (long) number));
    }
  }

  private void awaitStopped(int from, int to) {
    Eventually.until(
        "processes %d to %d of %s that have stopped".formatted(from, to, desk),
        Duration.ofSeconds(60),
        () -> {
          oracle.poll(Duration.ofMillis(50));
          return !engine.isAlive()
              || IntStream.range(from, to).allMatch(it -> oracle.outcome(process(it)) != null);
        },
        () -> "the engine printed: " + engine.tail());
  }

  private Map<String, Object> fields(int number) {
    return oracle.outcome(process(number)).fieldsets().get("0");
  }

  private static OpReply answer(ServerCall call) {
    return OpReply.of(Map.of("answer", "no. " + call.inputs().integer("number")));
  }

  @ParameterizedTest
  @ValueSource(strings = {OpServerConfig.SHARE_GROUP, OpServerConfig.CONSUMER_GROUP})
  void instances_share_the_calls_and_a_slow_one_holds_up_no_other(String mode) throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    Map<Long, ServerCall> calls = new ConcurrentHashMap<>();
    Set<String> instances = ConcurrentHashMap.newKeySet();
    for (String instance : List.of("first", "second")) {
      server(
          mode,
          call -> {
            instances.add(instance);
            calls.put(call.inputs().integer("number"), call);
            if (call.inputs().integer("number") == 0) {
              slow.await();
            }
            return answer(call);
          });
    }
    if (mode.equals(OpServerConfig.CONSUMER_GROUP)) {
      String group = "madcloud.server." + desk;
      Eventually.until("two servers at work", () -> bed.working(group) == 2);
    }
    open(0, 200);
    awaitStopped(1, 200);
    assertThat(oracle.outcome(process(0))).isNull();
    assertThat(instances).containsExactlyInAnyOrder("first", "second");

    slow.countDown();
    awaitStopped(0, 1);
    for (int number = 0; number < 200; number++) {
      assertThat(fields(number))
          .isEqualTo(
              Map.of(
                  "/" + desk + "/number", (long) number, "/" + desk + "/answer", "no. " + number));
    }
    ServerCall call = calls.get(7L);
    assertThat(call.op()).isEqualTo("/" + desk + "/ask");
    assertThat(call.process()).isEqualTo(process(7));
    assertThat(call.version()).isEqualTo("3");
    assertThat(call.attempt()).isEqualTo(1);
    assertThat(call.deadline()).isNotNull();
    assertThat(call.idempotencyKey()).endsWith("-" + call.invocation());
  }

  @ParameterizedTest
  @ValueSource(strings = {OpServerConfig.SHARE_GROUP, OpServerConfig.CONSUMER_GROUP})
  void what_a_stopped_server_was_at_is_done_by_another(String mode) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    OpServer stuck =
        server(
            mode,
            call -> {
              begun.countDown();
              never.await();
              return answer(call);
            });
    open(0, 1);
    begun.await();
    stuck.close();
    server(mode, OpServerTest::answer);
    awaitStopped(0, 1);
    assertThat(fields(0)).containsEntry("/" + desk + "/answer", "no. 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {OpServerConfig.SHARE_GROUP, OpServerConfig.CONSUMER_GROUP})
  void failures_reach_the_process_and_what_is_no_call_is_put_aside(String mode) throws Exception {
    byte[] noCall = "no call".getBytes(StandardCharsets.UTF_8);
    for (int partition = 0; partition < TestBed.PARTITIONS; partition++) {
      bed.raw("madcloud.calls." + desk, partition, "x", noCall);
    }
    server(
        mode,
        call ->
            switch ((int) call.inputs().integer("number")) {
              case 0 -> OpReply.finalFailure("never");
              case 1 -> throw new IllegalStateException("attempt " + call.attempt());
              case 2 -> OpReply.of(Map.of("answer", Thread.currentThread()));
              case 3 -> OpReply.of(Map.of("answer", call.inputs().text("number")));
              case 4 -> OpReply.of(Map.of("answer", "x".repeat(5_000_000)));
              default -> answer(call);
            });
    open(0, 6);
    awaitStopped(0, 6);
    assertThat(error(0)).isEqualTo("never");
    assertThat(error(1)).isEqualTo("java.lang.IllegalStateException: attempt 2");
    assertThat(error(2)).contains("Expected boolean, long, double");
    assertThat(error(3)).isEqualTo("Expected an input 'number' of type string, but found Long");
    assertThat(error(4)).startsWith("A reply cannot be written: ");
    assertThat(fields(5)).containsEntry("/" + desk + "/answer", "no. 5");
  }

  private String error(int number) {
    return ((Map<?, ?>) fields(number).get("/" + desk + "/oops")).get("error").toString();
  }
}
