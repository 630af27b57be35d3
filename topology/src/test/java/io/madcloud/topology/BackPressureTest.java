package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.topology.CallTopics.Presence;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Attempted;
import io.madcloud.wire.Call;
import io.madcloud.wire.Control;
import io.madcloud.wire.Inspect;
import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to a server with a limit: what does not fit waits, in order, and goes out in time. */
final class BackPressureTest {

  private static final String SHOP =
      """
      fields: { item: string, price: double, tax: double, halt: boolean, gone: boolean }
      supervise: { attempts: 3, backoff: 1s, max-backoff: 1s, timeout: 5s }
      servers: { prices: { in-flight: 2 } }
      ops:
        order: { out: [item, gone] }
        price: { in: [item], mask: [halt], masked: drop, out: [price], call: prices }
        stop: { in: [item, gone], out: [halt], call: halts }
      """;

  private final Map<String, Presence> presences = new HashMap<>();
  private TestEngine engine = start(SHOP);

  @AfterEach
  void close() {
    engine.close();
  }

  private TestEngine start(String program) {
    return TestEngine.of(program)
        .with(topic -> presences.getOrDefault(topic, Presence.PRESENT))
        .start();
  }

  private void restart(TestEngine another) {
    engine.close();
    engine = another;
  }

  private void order(String... processes) {
    for (String process : processes) {
      engine.notify(process, "/order", Map.of("item", "pen"));
    }
  }

  /** An order that can be halted by an answer of another server. */
  private void doubtful(String process) {
    engine.notify(process, "/order", Map.of("item", "pen", "gone", true));
  }

  private void halt(String process) {
    Call call =
        engine.calls("halts").stream()
            .filter(it -> it.getProcess().equals(process))
            .findAny()
            .get();
    engine.answer(call, Map.of("halt", true));
  }

  /** The calls so far, such as {@code p1/1} for the first attempt. */
  private List<String> out() {
    return engine.calls("prices").stream()
        .map(call -> call.getProcess() + "/" + call.getAttempt())
        .toList();
  }

  private Call call(String name) {
    return engine.calls("prices").get(out().indexOf(name));
  }

  private void answer(String name) {
    engine.answer(call(name), Map.of("price", 1.0));
  }

  private double gauge(String name) {
    return engine.meters.get("madcloud.server." + name).tag("server", "prices").gauge().value();
  }

  @Test
  void what_does_not_fit_waits_and_goes_out_in_order() {
    order("p1", "p2", "p3", "p4", "p5");
    assertThat(out()).containsExactly("p1/1", "p2/1");
    assertThat(List.of(gauge("in.flight"), gauge("waiting"), gauge("limit")))
        .containsExactly(2.0, 3.0, 2.0);

    answer("p2/1");
    assertThat(out()).containsExactly("p1/1", "p2/1", "p3/1");
    TimerDue cause = (TimerDue) engine.journal("p3").get(1).getCause();
    assertThat(cause.getKind()).isEqualTo(TimerKind.RELEASE);
    answer("p1/1");
    answer("p3/1");
    assertThat(out()).containsExactly("p1/1", "p2/1", "p3/1", "p4/1", "p5/1");
    assertThat(List.of(gauge("in.flight"), gauge("waiting"))).containsExactly(2.0, 0.0);

    answer("p4/1");
    answer("p5/1");
    for (String process : List.of("p1", "p2", "p3", "p4", "p5")) {
      assertThat(engine.outcomes(process)).hasSize(1);
      JournalReplay.check(engine, process);
    }
    assertThat(engine.keys(MadcloudTopology.GATE)).isEmpty();
    assertThat(gauge("in.flight")).isZero();
    engine.advance(Duration.ofSeconds(10));
    assertThat(engine.keys(MadcloudTopology.TIMERS)).isEmpty();
  }

  @Test
  void a_failed_attempt_frees_its_place_and_the_next_one_comes_at_the_end() {
    order("p1", "p2", "p3", "p4");
    engine.fail(call("p1/1"), "busy", true);
    assertThat(out()).containsExactly("p1/1", "p2/1", "p3/1");

    engine.advance(Duration.ofSeconds(1));
    assertThat(out()).hasSize(3);
    answer("p3/1");
    answer("p2/1");
    assertThat(out()).containsExactly("p1/1", "p2/1", "p3/1", "p4/1", "p1/2");
  }

  @Test
  void the_time_of_a_call_begins_when_it_is_published() {
    order("p1", "p2", "p3");
    engine.advance(Duration.ofSeconds(4));
    answer("p1/1");
    assertThat(call("p3/1").getDeadline()).isEqualTo(TestEngine.START.plusSeconds(9));

    engine.advance(Duration.ofSeconds(1));
    assertThat(kinds("p2")).containsExactly(TimerKind.TIMEOUT);
    engine.advance(Duration.ofMillis(3_900));
    assertThat(kinds("p3")).containsExactly(TimerKind.RELEASE);
    engine.advance(Duration.ofMillis(100));
    assertThat(kinds("p3")).containsExactly(TimerKind.RELEASE, TimerKind.TIMEOUT);
  }

  private List<TimerKind> kinds(String process) {
    return engine.journal(process).stream()
        .map(Turn::getCause)
        .filter(TimerDue.class::isInstance)
        .map(cause -> ((TimerDue) cause).getKind())
        .filter(kind -> kind != TimerKind.RETRY)
        .toList();
  }

  @Test
  void a_call_that_is_not_answered_in_time_frees_its_place() {
    order("p1", "p2", "p3", "p4");
    engine.advance(Duration.ofSeconds(5));
    assertThat(out()).containsExactly("p1/1", "p2/1", "p3/1", "p4/1");
    engine.advance(Duration.ofSeconds(1));
    assertThat(gauge("waiting")).isEqualTo(2);
    engine.advance(Duration.ofSeconds(4));
    assertThat(out()).hasSize(6).contains("p1/2", "p2/2");
  }

  @Test
  void a_process_that_is_cancelled_frees_its_places_and_wants_none() {
    order("p1", "p2", "p3", "p4", "p5");
    engine.cancel("p3");
    engine.cancel("p1");
    assertThat(out()).containsExactly("p1/1", "p2/1", "p4/1");
    answer("p2/1");
    assertThat(out()).containsExactly("p1/1", "p2/1", "p4/1", "p5/1");
    assertThat(gauge("in.flight")).isEqualTo(2);
  }

  @Test
  void a_process_that_fails_frees_its_places() {
    restart(
        start(
            SHOP
                + """
                  doubt: { in: [gone], out: [tax], call: doubts,
                           supervise: { attempts: 1, on-failure: fail-process } }
                """));
    doubtful("p1");
    order("p2", "p3");
    engine.fail(engine.call("doubts"), "no", true);
    assertThat(engine.outcomes("p1").get(0).getStatus()).isEqualTo(ProcessStatus.FAILED);
    assertThat(out()).containsExactly("p1/1", "p2/1", "p3/1");
  }

  @Test
  void a_call_that_a_mask_drops_frees_its_place_and_wants_none() {
    doubtful("p1");
    order("p2");
    doubtful("p3");
    order("p4");
    halt("p3");
    halt("p1");
    assertThat(out()).containsExactly("p1/1", "p2/1", "p4/1");
    assertThat(engine.outcomes("p3").get(0).getStatus()).isEqualTo(ProcessStatus.QUIESCENT);
    assertThat(gauge("waiting")).isZero();
  }

  @Test
  void a_waiting_call_that_is_wanted_again_after_its_turn_is_made() {
    restart(
        start(
            """
            fields:
              item: string
              price: double
              base: { type: long, merge: latest }
              halt: boolean
              other: long
            servers: { prices: { in-flight: 1 } }
            ops:
              order: { out: [item] }
              price: { in: [item], mask: [halt], masked: drop, out: [price], call: prices }
              first: { in: [item], out: [base], call: bases }
              second: { in: [item], out: [base], call: others }
              stop: { in: [base], when: "base == 1", out: [halt], expr: { halt: "true" } }
            """));
    order("p0", "p1");
    assertThat(out()).containsExactly("p0/1");
    engine.answer(engine.call("bases"), Map.of("base", 1L));
    assertThat(engine.fields("p1").toString()).contains("/halt=true");
    answer("p0/1");
    assertThat(out()).containsExactly("p0/1");

    engine.answer(engine.call("others"), Map.of("base", 2L));
    assertThat(engine.fields("p1").toString()).doesNotContain("halt");
    engine.tick();
    assertThat(out()).containsExactly("p0/1", "p1/1");
    answer("p1/1");
    assertThat(engine.outcomes("p1")).hasSize(1);
  }

  @Test
  void a_late_reply_makes_the_waiting_attempt_unwanted() {
    order("p1", "p2", "p3", "p4");
    engine.fail(call("p1/1"), "busy", true);
    engine.advance(Duration.ofSeconds(1));
    assertThat(gauge("waiting")).isEqualTo(2);
    answer("p1/1");
    assertThat(engine.outcomes("p1")).hasSize(1);
    answer("p2/1");
    answer("p3/1");
    answer("p4/1");
    assertThat(out()).containsExactly("p1/1", "p2/1", "p3/1", "p4/1");
    assertThat(engine.keys(MadcloudTopology.GATE)).isEmpty();
  }

  @Test
  void a_raised_limit_lets_more_out_and_a_lowered_one_none_until_there_is_room() {
    order("p1", "p2", "p3", "p4", "p5", "p6");
    engine.programs.declare("servers: { prices: { in-flight: 4 } }");
    engine.tick();
    assertThat(out()).hasSize(4);
    assertThat(gauge("limit")).isEqualTo(4);

    engine.programs.declare("servers: { prices: { in-flight: 1 } }");
    engine.tick();
    for (int answered = 1; answered <= 3; answered++) {
      answer("p" + answered + "/1");
      assertThat(out()).hasSize(4);
    }
    answer("p4/1");
    assertThat(out()).hasSize(5);

    engine.programs.declare("servers: { prices: { in-flight: none } }");
    engine.tick();
    order("p7", "p8");
    assertThat(out()).hasSize(8);
    assertThat(gauge("limit")).isNaN();
    answer("p5/1");
    assertThat(engine.keys(MadcloudTopology.GATE)).isEmpty();
  }

  @Test
  void what_was_out_before_there_was_a_limit_does_not_count() {
    restart(start(SHOP.replace("servers: { prices: { in-flight: 2 } }\n", "")));
    order("p1", "p2", "p3");
    assertThat(out()).hasSize(3);
    assertThat(engine.keys(MadcloudTopology.GATE)).isEmpty();
    engine.programs.declare("servers: { prices: { in-flight: 1 } }");
    order("p4", "p5");
    assertThat(out()).hasSize(4);
    answer("p1/1");
    assertThat(out()).hasSize(4);
    answer("p4/1");
    assertThat(out()).hasSize(5);
  }

  @Test
  void calls_of_one_process_wait_for_each_other() {
    restart(
        start(
            """
            fields: { a: long, b: long, c: long, d: long }
            servers: { s: { in-flight: 1 } }
            ops:
              begin: { out: [a] }
              b: { in: [a], out: [b], call: s }
              c: { in: [a], out: [c], call: s }
              d: { in: [b], out: [d], call: s }
            """));
    engine.notify("p1", "/begin", Map.of("a", 1L));
    for (String name : List.of("b", "c", "d")) {
      assertThat(engine.call("s").getOp()).isEqualTo("/" + name);
      engine.answer(engine.call("s"), Map.of(name, 1L));
    }
    assertThat(engine.calls("s")).hasSize(3);
    assertThat(engine.outcomes("p1")).hasSize(1);
  }

  @Test
  void a_call_without_a_topic_leaves_its_place() {
    presences.put("madcloud.calls.prices", Presence.MISSING);
    order("p1", "p2", "p3");
    assertThat(out()).isEmpty();
    assertThat(engine.keys(MadcloudTopology.GATE)).isEmpty();
    assertThat(engine.journal("p3").get(1).getChanges().get(0)).isInstanceOf(Attempted.class);
    presences.clear();
    engine.advance(Duration.ofSeconds(1));
    assertThat(out()).hasSize(2);
  }

  @Test
  void calls_that_wait_for_a_topic_keep_their_order_whether_there_is_a_limit_or_not() {
    Stream.of("prices", "halts")
        .forEach(server -> presences.put("madcloud.calls." + server, Presence.UNKNOWN));
    for (String process : List.of("p1", "p2", "p3")) {
      doubtful(process);
    }
    presences.clear();
    doubtful("p4");
    engine.tick();
    assertThat(out()).containsExactly("p1/1", "p2/1");
    assertThat(engine.calls("halts"))
        .extracting(Call::getProcess)
        .containsExactly("p1", "p2", "p3", "p4");
  }

  @Test
  void no_more_go_out_at_once_than_a_tick_may_visit() {
    restart(TestEngine.of(SHOP).with(MadcloudConfig.SWEEP_BATCH, 3).start());
    for (int number = 0; number < 12; number++) {
      order("p" + number);
    }
    engine.programs.declare("servers: { prices: { in-flight: 100 } }");
    engine.tick();
    assertThat(out()).hasSize(5);
    order("another");
    assertThat(out()).hasSize(8);
    engine.tick();
    engine.tick();
    assertThat(out()).hasSize(13).endsWith("p11/1", "another/1");
  }

  @Test
  void each_partition_has_its_share() {
    restart(TestEngine.of(SHOP).ofPartitions(3).start());
    order("p1", "p2");
    assertThat(out()).hasSize(1);
    assertThat(gauge("limit")).isEqualTo(1);
    engine.programs.declare("servers: { prices: { in-flight: 4 } }");
    engine.tick();
    assertThat(out()).hasSize(2);
    assertThat(gauge("limit")).isEqualTo(2);
  }

  @Test
  void a_waiting_call_is_told_as_such() {
    order("p1", "p2", "p3");
    assertThat(waiting("p2")).isFalse();
    assertThat(waiting("p3")).isTrue();
    answer("p1/1");
    assertThat(waiting("p3")).isFalse();
  }

  private boolean waiting(String process) {
    engine.control(new Control(process, null, new Inspect("q"), null));
    List<Answer> answers = engine.values(TestEngine.TOPICS.answers(), Answer.class);
    InspectedInvocation asked = answers.get(answers.size() - 1).getFound().getInvocations().get(0);
    return asked.getWaiting();
  }

  @Test
  void a_server_without_a_limit_costs_the_store_nothing() {
    doubtful("p1");
    assertThat(engine.calls("halts")).hasSize(1);
    assertThat(engine.keys(MadcloudTopology.GATE)).hasSize(1);
    answer("p1/1");
    assertThat(engine.keys(MadcloudTopology.GATE)).isEmpty();
    assertThat(engine.meters.find("madcloud.server.in.flight").tag("server", "halts").gauge())
        .isNull();
  }
}
