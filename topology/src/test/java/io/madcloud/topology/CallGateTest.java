package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.serdes.EncryptionKeys;
import io.madcloud.serdes.Sealing;
import io.madcloud.topology.GateStore.Entry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What is left of a gate when its task ends, and what the next one makes of it. */
final class CallGateTest {

  private static final String PROGRAM =
      """
      fields: { a: long, b: long, c: long }
      servers: { x: { in-flight: 2 }, x.y: { in-flight: 1 } }
      ops:
        begin: { out: [a] }
        b: { in: [a], out: [b], call: x }
        c: { in: [a], out: [c], call: x.y }
      """;

  private static CallGate gate(TestEngine engine, SimpleMeterRegistry meters) {
    KeyValueStore<Bytes, byte[]> store = engine.driver.getKeyValueStore(MadcloudTopology.GATE);
    Sealing sealing = new Sealing(EncryptionKeys.NONE);
    EngineSetup setup =
        new EngineSetup(
            engine.programs,
            engine.config.limits(),
            TestEngine.TOPICS,
            CallTopics.ALL,
            1,
            Set.of(),
            new Retention(engine.config.retention()),
            engine.config.tick(),
            1,
            new SweepProgress(meters),
            new TimerProgress(meters),
            new ServerLoads(meters),
            EngineClock.WALL,
            new StateSerdes(engine.serdes, "another", sealing),
            sealing,
            new InputDecoder(TestEngine.TOPICS, engine.serdes, sealing),
            call -> new byte[0],
            new OpMetrics(meters),
            new LinkMetrics(meters));
    return new CallGate(setup, new GateStore(store), 0);
  }

  @Test
  void the_next_task_goes_on_where_the_last_one_ended() {
    try (TestEngine engine = TestEngine.running(PROGRAM)) {
      for (int number = 1; number <= 5; number++) {
        engine.notify("p" + number, "/begin", Map.of("a", 1L));
      }
      engine.answer(engine.calls("x").get(0), Map.of("b", 1L));
      assertThat(engine.calls("x")).hasSize(3);

      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      CallGate next = gate(engine, meters);
      assertThat(gauges(meters, "x")).containsExactly(2.0, 2.0, 2.0);
      assertThat(gauges(meters, "x.y")).containsExactly(1.0, 4.0, 1.0);
      assertThat(next.next()).isNull();

      engine.programs.declare(
          "servers: { x: { in-flight: 3 }, x.y: { in-flight: 100 }, z: { in-flight: 9 } }");
      List<Entry> out = new ArrayList<>();
      for (Entry call = next.next(); call != null && out.size() < 20; call = next.next()) {
        out.add(call);
      }
      // Nobody takes them, so places stay free: each queue is emptied from its front, in turn.
      assertThat(out)
          .containsExactly(
              new Entry("x", "p4", 1, 1),
              new Entry("x.y", "p2", 2, 1),
              new Entry("x", "p5", 1, 1),
              new Entry("x.y", "p3", 2, 1),
              new Entry("x.y", "p4", 2, 1),
              new Entry("x.y", "p5", 2, 1));
      next.showLimits();
      assertThat(gauges(meters, "x")).containsExactly(2.0, 0.0, 3.0);
      assertThat(gauges(meters, "z")).containsExactly(0.0, 0.0, 9.0);
    }
  }

  @Test
  void places_of_calls_that_ended_unseen_are_free_again() {
    try (TestEngine engine = TestEngine.running(PROGRAM)) {
      engine.notify("p1", "/begin", Map.of("a", 1L));
      KeyValueStore<Bytes, byte[]> store = engine.driver.getKeyValueStore(MadcloudTopology.GATE);
      new GateStore(store).enter(new Entry("x", "p1", 1, 7));
      new GateStore(store).enter(new Entry("x", "gone", 1, 1));
      assertThat(engine.keys(MadcloudTopology.GATE)).hasSize(3);

      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      gate(engine, meters).recount(engine::process);
      assertThat(gauges(meters, "x")).containsExactly(0.0, 0.0, 2.0);
      assertThat(gauges(meters, "x.y")).containsExactly(1.0, 0.0, 1.0);
      assertThat(engine.keys(MadcloudTopology.GATE)).hasSize(1);
    }
  }

  private static List<Double> gauges(SimpleMeterRegistry meters, String server) {
    List<Double> values = new ArrayList<>();
    for (String name : List.of("in.flight", "waiting", "limit")) {
      values.add(meters.get("madcloud.server." + name).tag("server", server).gauge().value());
    }
    return values;
  }

  @Test
  void shares_make_up_the_limit_and_none_is_nothing() {
    for (int limit = 1; limit < 30; limit++) {
      for (int partitions = 1; partitions < 12; partitions++) {
        int all = limit;
        int parts = partitions;
        List<Integer> shares =
            IntStream.range(0, parts).mapToObj(it -> CallGate.share(all, parts, it)).toList();
        assertThat(shares.stream().mapToInt(Integer::intValue).sum())
            .isEqualTo(Math.max(limit, partitions));
        assertThat(shares.get(0) - shares.get(parts - 1)).isBetween(0, 1);
      }
    }
  }
}
