package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessState;
import io.madcloud.engine.Turn;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioReader;
import io.madcloud.engine.scenario.ScenarioRunner;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.wire.ProcessChunk;
import io.madcloud.wire.ProcessHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What datacenters store of a process, and tell each other, survives the wire. */
final class DistributedStateTest {

  private static final String SCENARIO =
      """
      datacenters: [east, west]
      links: { seed: %d, delay: 2, duplicate: 0.3, reorder: 0.5 }
      program:
        fields: { a: long, b: long, c: { type: long, merge: max }, d: { type: long, merge: latest } }
        ops:
          start: { out: [a] }
          split: { in: [a], out: [b], each: "[1, 2, 3]", expr: { b: "it" }, at: west }
          greatest: { in: [b], out: [c, d], expr: { c: "b * 2", d: "b" } }
          ask: { in: [a], out: [b, c], call: server, at: west }
          tell: { in: [c], out: [d], call: server }
          after: { in: [d], out: [b], expr: { b: "d + 1" }, when: "d < 4", at: west }
      events:
        - { notify: /start, process: p, fields: { a: 1 } }
        - { notify: /start, process: q, at: west, fields: { a: 2 } }
        - { reply: /ask, process: p, messages: [ { b: 7, c: 9 } ] }
        - { reply: /ask, process: q, messages: [ { b: 7 }, { c: 1 } ] }
        - { reply: /tell, process: p, messages: [ { d: 8 } ] }
        - { reply: /tell, process: q, messages: [ { d: 3 } ] }
        - { cancel: q }
      """;

  private Turn last;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void state_and_updates_are_the_same_behind_the_wire(long seed) {
    ScenarioRunner runner =
        new ScenarioRunner(ProgramCompiler.strict(new CelExpressions(), Map.of()));
    Scenario scenario =
        ScenarioReader.read(YamlDocument.parse("s", SCENARIO.formatted(seed)), null).scenario();
    Program program = runner.compile(scenario).program();
    runner.run(
        scenario,
        program,
        (declared, before, input, turn) -> {
          check(turn, declared);
          last = turn;
        });
    assertThat(last).isNotNull();
  }

  private static void check(Turn turn, Program program) {
    ProcessState state = turn.process().state();
    List<Object> stored = records(state);
    List<ProcessChunk> chunks = new ArrayList<>();
    stored.subList(1, stored.size()).forEach(chunk -> chunks.add((ProcessChunk) chunk));
    ProcessState read = StateRecords.state(state.id(), (ProcessHead) stored.get(0), chunks);
    assertThat(records(read)).isEqualTo(stored);
    assertThat(records(Process.restored(read, program).state())).isEqualTo(stored);
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Send send) {
        assertThat(Updates.fromWire(Updates.toWire(send.update(), 1))).isEqualTo(send.update());
      }
    }
  }

  private static List<Object> records(ProcessState state) {
    List<Object> records = new ArrayList<>();
    records.add(StateRecords.head(state, StateRecords.RUNNING));
    for (int chunk = 0; chunk < StateRecords.chunks(state); chunk++) {
      records.add(StateRecords.chunk(state, chunk));
    }
    return records;
  }
}
