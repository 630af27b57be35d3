package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Process;
import io.madcloud.engine.program.ChangedOps;
import io.madcloud.engine.program.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunningProcessesTest {

  private TestEngine engine;

  @BeforeEach
  void start() {
    engine =
        TestEngine.running(
            """
            fields: { a: string, b: string, answer: string }
            ops:
              begin: { out: [a, b] }
              ask: { in: [a], out: [answer], call: somebody }
            """);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Process process(String id, String... fields) {
    Map<String, Object> values = new HashMap<>();
    for (String field : fields) {
      values.put(field, field);
    }
    engine.notify(id, "/begin", values);
    return engine.process(id);
  }

  private ChangedOps declared(String op) {
    Program before = engine.programs.current();
    assertThat(engine.programs.offer("ops: { %s }".formatted(op))).isTrue();
    return engine.programs.current().since(before);
  }

  @Test
  void few_ids_are_known() {
    RunningProcesses known = new RunningProcesses(List.of("a"), 2);
    known.put(process("b", "a"));
    known.remove("a");

    assertThat(known.mayHold("a")).isFalse();
    assertThat(known.mayHold("b")).isTrue();
    assertThat(known.mayHold("c")).isFalse();
  }

  @Test
  void with_one_too_many_any_process_may_run_even_when_some_have_stopped() {
    RunningProcesses known = new RunningProcesses(List.of("a", "b"), 2);
    known.put(process("b", "a"));
    assertThat(known.mayHold("c")).isFalse();

    known.put(process("c", "a"));
    known.remove("c");
    known.remove("b");

    assertThat(known.mayHold("a")).isTrue();
    assertThat(known.mayHold("c")).isTrue();
    assertThat(known.concernedBy(declared("more: { in: [b], out: [answer], call: other }")))
        .isNull();
  }

  @Test
  void a_store_with_too_many_is_one_that_may_hold_any() {
    assertThat(new RunningProcesses(List.of("a", "b", "c"), 2).mayHold("d")).isTrue();
  }

  @Test
  void a_changed_op_concerns_the_processes_that_have_its_inputs() {
    RunningProcesses known = new RunningProcesses(List.of("unread"), 9);
    known.put(process("p", "a"));
    known.put(process("q", "a", "b"));
    known.put(process("r", "a", "b"));
    known.remove("r");

    assertThat(known.concernedBy(declared("more: { in: [b], out: [answer], call: other }")))
        .containsExactlyInAnyOrder("unread", "q");
    assertThat(known.concernedBy(declared("none: { in: [a, answer], out: [b], call: other }")))
        .containsExactly("unread");
  }

  @Test
  void what_a_process_has_now_counts() {
    RunningProcesses known = new RunningProcesses(List.of("p"), 9);
    known.put(process("p", "a"));
    ChangedOps change = declared("more: { in: [answer], out: [b], call: other }");
    assertThat(known.concernedBy(change)).isEmpty();

    engine.answer(engine.call("somebody"), Map.of("answer", "yes"));
    known.put(engine.process("p"));

    assertThat(known.concernedBy(change)).containsExactly("p");
  }
}
