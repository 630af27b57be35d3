package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the next event of a scenario, knowing what the oracle has come to so far. */
final class RandomEvents {
  private static final int MANY = 4;

  private final Chance chance;
  private final RandomValues values;
  private final RandomPrograms programs;
  private final Oracle oracle;
  private int started;

  RandomEvents(Chance chance, RandomPrograms programs, Oracle oracle) {
    this.chance = chance;
    this.values = new RandomValues(chance);
    this.programs = programs;
    this.oracle = oracle;
  }

  ObjectNode next() {
    int kind = chance.below(100);
    if (kind < 52) {
      return answer();
    }
    if (kind < 64) {
      return event().put("advance", chance.of("100ms", "1s", "1s", "2s", "5s", "10s"));
    }
    if (kind < 74) {
      return event().set("declare", programs.declaration(oracle.program()));
    }
    if (kind < 77) {
      return event().set("declare", programs.invalid(oracle.program()));
    }
    if (kind < 84) {
      return event().put("remove", removable());
    }
    if (kind < 87) {
      return event().put("cancel", process());
    }
    return kind < 94 ? notification() : badNotification();
  }

  /** A notification of an op that takes one, if there is any, for a new process. */
  ObjectNode notification() {
    List<Op> starts = ops(Op.Kind.NOTIFICATION);
    if (starts.isEmpty()) {
      return event().put("notify", "/nowhere").put("process", "p" + started);
    }
    Op op = chance.of(starts);
    ObjectNode event = event().put("notify", op.path()).put("process", "p" + started++);
    event.set("fields", message(op, chance.percent(85) ? 100 : 50));
    return event;
  }

  private ObjectNode badNotification() {
    ObjectNode event = notification();
    ObjectNode fields = event.withObject("/fields");
    Op op = oracle.program().ops().get(event.path("notify").asText());
    switch (chance.below(7)) {
      case 0 -> event.put("notify", "/nowhere");
      case 1 -> event.put("notify", anyOp());
      case 2 -> event.put("process", process());
      case 3 -> fields.put("nonsense", 1);
      case 4 -> fields.fieldNames().forEachRemaining(name -> lengthen(fields, name));
      default -> {}
    }
    if (op != null && chance.percent(30)) {
      op.out().forEach((local, field) -> fields.set(local, values.not(field.type())));
    }
    return event;
  }

  /** Makes a text so long that small limits do not bear it. */
  private static void lengthen(ObjectNode fields, String name) {
    if (fields.get(name).isTextual()) {
      fields.put(name, "long".repeat(40));
    }
  }

  private ObjectNode answer() {
    List<ObjectNode> pending = new ArrayList<>();
    for (ProcessState process : oracle.processes()) {
      for (Invocation each : process.invocations) {
        if (each.isPending() && each.op.kind() == Op.Kind.CALL) {
          pending.add(event().put("reply", each.op.path()).put("process", process.id));
        }
      }
    }
    if (!pending.isEmpty() && chance.percent(88)) {
      return answer(chance.of(pending));
    }
    if (pending.isEmpty() && started < MANY && chance.percent(50)) {
      return notification();
    }
    if (pending.isEmpty() && chance.percent(40)) {
      return event().put("advance", chance.of("1s", "5s"));
    }
    List<Op> calls = ops(Op.Kind.CALL);
    boolean call = !calls.isEmpty() && chance.percent(70);
    String op = call ? chance.of(calls).path() : anyOp();
    return answer(event().put("reply", op).put("process", process()));
  }

  private ObjectNode answer(ObjectNode event) {
    String path = event.get("reply").asText();
    if (chance.percent(16)) {
      ObjectNode failure = event().put("fail", path);
      failure.set("process", event.get("process"));
      return failure.put("error", chance.of("boom", "gone"));
    }
    ArrayNode messages = event.putArray("messages");
    Op op = asMade(event.get("process").asText(), path);
    for (int i = chance.of(0, 1, 1, 1, 1, 1, 2, 2, 3); i > 0; i--) {
      messages.add(op == null ? event() : message(op, 75));
    }
    if (chance.percent(9)) {
      spoil(messages, op);
    }
    return event;
  }

  private void spoil(ArrayNode messages, Op op) {
    if (chance.percent(40)) {
      messages.addObject().put("nonsense", 1);
    }
    if (op != null && chance.percent(75)) {
      ObjectNode message = JsonNodeFactory.instance.objectNode();
      op.out().forEach((local, field) -> message.set(local, values.not(field.type())));
      messages.insert(0, message);
    }
  }

  /** Some of the op's outputs, each with {@code percent} probability. */
  private ObjectNode message(Op op, int percent) {
    ObjectNode message = event();
    for (Map.Entry<String, Field> each : op.out().entrySet()) {
      if (chance.percent(percent)) {
        message.set(each.getKey(), values.of(each.getValue().type()));
      }
    }
    return message;
  }

  /** The op as the oldest pending call of it was made, or as it is now, or null. */
  private Op asMade(String id, String path) {
    for (ProcessState process : oracle.processes()) {
      for (Invocation each : process.invocations) {
        if (process.id.equals(id) && each.isPending() && each.op.path().equals(path)) {
          return each.op;
        }
      }
    }
    return oracle.program().ops().get(path);
  }

  private List<Op> ops(Op.Kind kind) {
    return oracle.program().ops().values().stream().filter(op -> op.kind() == kind).toList();
  }

  private String anyOp() {
    List<String> paths = new ArrayList<>(oracle.program().ops().keySet());
    paths.add("/nowhere");
    return chance.of(paths);
  }

  private String removable() {
    String path = anyOp();
    return chance.percent(8) ? RandomPrograms.parent(path) : path;
  }

  private String process() {
    return "p" + chance.below(started + (chance.percent(15) ? 2 : 0) + (started == 0 ? 1 : 0));
  }

  private static ObjectNode event() {
    return JsonNodeFactory.instance.objectNode();
  }
}
