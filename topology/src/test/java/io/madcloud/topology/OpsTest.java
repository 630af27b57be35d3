package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.op.OpCall;
import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.wire.Attempted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ops that run in the engine, each in its node. */
final class OpsTest {

  private static final String WORDS =
      """
      mount: /words
      fields: { text: string, upper: string, size: long }
      ops:
        begin: { out: [text] }
        shout: { in: [text], out: [upper], plugin: shout }
        count: { in: [upper], out: [size], expr: { size: "size(upper)" } }
      """;

  private final Plugin shout =
      new Plugin(
          "shout",
          call -> OpReply.of(Map.of("upper", call.inputs().get("text").toString().concat("!"))));

  private TestEngine engine;

  @AfterEach
  void close() {
    engine.close();
  }

  /** A plugin that remembers its calls. */
  private static final class Plugin implements OpPlugin {
    private final String name;
    private final OpFunction function;
    private final List<OpCall> calls = new ArrayList<>();

    Plugin(String name, OpFunction function) {
      this.name = name;
      this.function = function;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public OpFunction configure(Map<String, Object> with) {
      return call -> {
        calls.add(call);
        return function.call(call);
      };
    }
  }

  private Set<String> nodes() {
    Set<String> nodes = new TreeSet<>();
    TopologyDescription description = engine.topology.describe();
    assertThat(description.subtopologies()).hasSize(1);
    description.subtopologies().iterator().next().nodes().forEach(node -> nodes.add(node.name()));
    return nodes;
  }

  private Object size(String process) {
    return engine.outcomes(process).get(0).getFieldsets().get(0).getFields().get("/words/size");
  }

  @Test
  void each_op_known_at_start_has_a_node_and_the_notification_has_none() {
    engine = TestEngine.running(WORDS, shout);
    assertThat(nodes())
        .containsExactly(
            "answers",
            "calls",
            "controls",
            "dead-letters",
            "journal",
            "notifications",
            "op:/words/count",
            "op:/words/shout",
            "ops",
            "outcomes",
            "published",
            "replies",
            "turns");
    engine.notify("p1", "/words/begin", Map.of("text", "ho"));
    assertThat(size("p1")).isEqualTo(3L);
    assertThat(shout.calls).containsExactly(new OpCall(Map.of("text", "ho"), "p1", 1, 1, 60_000));
  }

  @Test
  void ops_beyond_the_most_nodes_share_one_with_the_same_results() {
    engine = TestEngine.of(WORDS, shout).with(MadcloudConfig.MAX_OP_NODES, 1).start();
    assertThat(nodes()).contains("op:/words/count", "ops").doesNotContain("op:/words/shout");
    engine.notify("p1", "/words/begin", Map.of("text", "ho"));
    assertThat(size("p1")).isEqualTo(3L);

    engine.close();
    engine = TestEngine.of(WORDS, shout).with(MadcloudConfig.MAX_OP_NODES, 0).start();
    assertThat(nodes()).noneMatch(node -> node.startsWith("op:"));
    engine.notify("p1", "/words/begin", Map.of("text", "ho"));
    assertThat(size("p1")).isEqualTo(3L);
  }

  @Test
  void ops_declared_later_run_in_the_shared_node() {
    engine = TestEngine.running(WORDS, shout);
    engine.programs.declare(
        """
        mount: /words
        fields: { twice: long, answer: string }
        ops:
          double: { in: [size], out: [twice], expr: { twice: "2 * size" } }
          ask: { in: [twice], out: [answer], call: oracle }
        """);
    engine.notify("p1", "/words/begin", Map.of("text", "ho"));
    assertThat(nodes()).doesNotContain("op:/words/double");
    assertThat(engine.call("oracle").getInputs()).isEqualTo(Map.of("twice", 6L));
    assertThat(engine.meters.find("madcloud.op.runs").tag("op", "/words/double").timer().count())
        .isEqualTo(1);
    assertThat(engine.counted("madcloud.op.calls", "op", "/words/ask")).isEqualTo(1);
  }

  @Test
  void a_plugin_that_fails_is_tried_again_and_what_it_throws_stays_in_its_node() {
    Plugin moody =
        new Plugin(
            "shout",
            call -> {
              if (call.attempt() < 3) {
                throw new StackOverflowError("attempt " + call.attempt());
              }
              return OpReply.of(Map.of("upper", "HO"));
            });
    engine = TestEngine.running(WORDS, moody);
    engine.notify("p1", "/words/begin", Map.of("text", "ho"));

    assertThat(size("p1")).isEqualTo(2L);
    assertThat(engine.journal("p1").get(0).getChanges())
        .filteredOn(Attempted.class::isInstance)
        .extracting(change -> ((Attempted) change).getError())
        .containsExactly(
            "java.lang.StackOverflowError: attempt 1", "java.lang.StackOverflowError: attempt 2");
  }

  @Test
  void a_plugin_that_interrupts_its_thread_does_not_stop_the_task() {
    Plugin rude =
        new Plugin(
            "shout",
            call -> {
              throw new InterruptedException("enough");
            });
    engine = TestEngine.running(WORDS, rude);
    engine.notify("p1", "/words/begin", Map.of("text", "ho"));

    assertThat(Thread.interrupted()).isFalse();
    assertThat(engine.outcomes("p1").get(0).getFailed()).isEqualTo(1);
    assertThat(TestEngine.header(engine.deadLetters().get(0), Refusals.DETAIL)).contains("enough");
  }

  @Test
  void what_a_plugin_answers_beyond_all_bounds_is_a_failed_run() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    List<Object> odd =
        List.of(
            endless, new Object(), List.of(1L, Map.of(1, 2)), Collections.nCopies(1_000_001, ""));
    Plugin plugin =
        new Plugin(
            "odd", call -> OpReply.of(Map.of("odd", odd.get(Integer.parseInt(call.process())))));
    engine =
        TestEngine.running(
            """
            fields: { a: long, odd: any }
            ops:
              begin: { out: [a] }
              odd: { in: [a], out: [odd], plugin: odd }
            """,
            plugin);
    for (int index = 0; index < odd.size(); index++) {
      engine.notify("" + index, "/begin", Map.of("a", 1L));
      assertThat(engine.outcomes("" + index).get(0).getFailed()).isEqualTo(1);
    }
    assertThat(engine.deadLetters())
        .hasSize(odd.size())
        .allMatch(it -> TestEngine.header(it, Refusals.DETAIL).equals("type-mismatch"));
  }

  @Test
  void a_failure_of_many_words_is_cut() {
    Plugin wordy = new Plugin("shout", call -> OpReply.finalFailure("x".repeat(5 << 20)));
    engine = TestEngine.running(WORDS, wordy);
    engine.notify("p1", "/words/begin", Map.of("text", "ho"));

    assertThat(engine.records(TestEngine.TOPICS.journal()).get(0).value().length)
        .isLessThan(10_000);
    assertThat(TestEngine.header(engine.deadLetters().get(0), Refusals.DETAIL)).hasSize(2_001);
  }
}
