package io.madcloud.bench.crossing;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Input;
import io.madcloud.engine.Turn;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.ReadScenario;
import io.madcloud.engine.scenario.Rehearsal;
import io.madcloud.engine.scenario.ScenarioOutcome;
import io.madcloud.engine.scenario.ScenarioReader;
import io.madcloud.engine.scenario.ScenarioRunner;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.OpReply;
import io.madcloud.serdes.Outputs;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Replies;
import io.madcloud.serdes.UpdateBytes;
import io.madcloud.serdes.Updates;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Call;
import io.madcloud.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A chain of ops whose servers are away from where the process began, each of which makes a value
 * of the one before; the last value is wanted at home. Played on the pure engine, which decides
 * what crosses; the bytes are those of the records that an engine on Kafka writes.
 *
 * @param ops how many
 * @param valueBytes of each value
 */
record Chain(int ops, int valueBytes) {

  private static final String PROCESS = "4f9c1f0e-5a7f-4a43-9c0e-6f6f2b1f7c11";
  private static final String REPLIES = "madcloud.replies";

  /** The ops run where they are resident, and their fields are there. */
  Traffic withDistributedState() {
    Traffic[] traffic = {Traffic.NONE};
    ScenarioOutcome outcome =
        play(
            "datacenters: [east, west]\n"
                + program("at: west, expr: { f%2$d: f%1$d }")
                + notification(),
            (program, before, input, turn) -> traffic[0] = withUpdates(traffic[0], turn));
    requireEnd(outcome);
    return traffic[0];
  }

  /** The process stays at home, and calls servers that are away. */
  Traffic withCalls() {
    RecordSerdes serdes = RecordSerdes.of(Map.of("schema.registry.url", "mock://crossing"));
    List<Call> calls = new ArrayList<>();
    Traffic[] traffic = {Traffic.NONE};
    StringBuilder events = new StringBuilder(notification());
    for (int op = 1; op <= ops; op++) {
      events.append(
          "  - { reply: /op%d, process: %s, messages: [ { f%d: %s } ] }%n"
              .formatted(op, PROCESS, op, value()));
    }
    ScenarioOutcome outcome =
        play(
            program("call: server") + events,
            (program, before, input, turn) -> {
              traffic[0] = withReply(traffic[0], serdes, input, calls);
              traffic[0] = withCall(traffic[0], serdes, turn, calls);
            });
    requireEnd(outcome);
    return traffic[0];
  }

  private static Traffic withUpdates(Traffic before, Turn turn) {
    Traffic traffic = before;
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Send send) {
        int bytes =
            UpdateBytes.of(Updates.toWire(send.update(), System.currentTimeMillis())).length;
        traffic = traffic.plus(send.update().from().equals("east"), keyBytes() + bytes);
      }
    }
    return traffic;
  }

  private static Traffic withCall(
      Traffic before, RecordSerdes serdes, Turn turn, List<Call> calls) {
    Traffic traffic = before;
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Call call) {
        Call wire = Outputs.call(turn.process(), call, REPLIES, 0, 0);
        calls.add(wire);
        int bytes = serdes.of(Call.class).serializer().serialize("madcloud.calls", wire).length;
        traffic = traffic.plus(true, keyBytes() + bytes);
      }
    }
    return traffic;
  }

  private static Traffic withReply(
      Traffic before, RecordSerdes serdes, Input input, List<Call> calls) {
    if (!(input instanceof Input.Reply reply)) {
      return before;
    }
    List<Map<String, Object>> messages =
        ((OpReply.Messages) reply.reply()).messages().stream().map(Values::fieldsToWire).toList();
    Reply wire = Replies.done(calls.get(calls.size() - 1), messages);
    int bytes = serdes.of(Reply.class).serializer().serialize(REPLIES, wire).length;
    return before.plus(false, keyBytes() + bytes);
  }

  private static int keyBytes() {
    return PROCESS.getBytes(StandardCharsets.UTF_8).length;
  }

  private String value() {
    return "v".repeat(valueBytes);
  }

  private String program(String action) {
    StringBuilder text = new StringBuilder("program:\n  fields:\n    f0: string\n");
    for (int op = 1; op <= ops; op++) {
      text.append("    f%d: string%n".formatted(op));
    }
    text.append("    end: string\n  ops:\n    start: { out: [f0] }\n");
    for (int op = 1; op <= ops; op++) {
      text.append(
          ("    op%2$d: { in: [f%1$d], out: [f%2$d], " + action + " }%n").formatted(op - 1, op));
    }
    return text
        + "    finish: { in: [f%1$d], out: [end], expr: { end: f%1$d } }%n".formatted(ops)
        + "events:\n";
  }

  private String notification() {
    return "  - { notify: /start, process: %s, fields: { f0: %s } }%n".formatted(PROCESS, value());
  }

  private static ScenarioOutcome play(String text, Rehearsal.Observer observer) {
    ReadScenario read = ScenarioReader.read(YamlDocument.parse("chain", text), null);
    if (!read.mistakes().isEmpty()) {
      throw new IllegalStateException("Expected a scenario, but " + read.mistakes());
    }
    ScenarioRunner runner =
        new ScenarioRunner(ProgramCompiler.strict(new CelExpressions(), Map.of()));
    Program program = runner.compile(read.scenario()).program();
    return runner.run(read.scenario(), program, observer);
  }

  private void requireEnd(ScenarioOutcome outcome) {
    Object end = outcome.processes().get(0).fieldsets().get(0).fields().get("/end");
    if (!outcome.processes().get(0).status().equals("quiescent") || !value().equals(end)) {
      throw new IllegalStateException("Expected the chain to come to its end, but " + outcome);
    }
  }
}
