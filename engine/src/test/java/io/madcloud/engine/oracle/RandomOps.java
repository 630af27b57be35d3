package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes valid ops over the fields that are visible where they stand. */
final class RandomOps {
  private static final Type LONG = new Type(Type.Kind.LONG, null);

  private final Chance chance;
  private final RandomExpressions expressions;

  /** The names of the fields that something written so far may produce. */
  private final Set<String> reached = new TreeSet<>();

  RandomOps(Chance chance) {
    this.chance = chance;
    this.expressions = new RandomExpressions(chance);
  }

  /** An op that starts processes; {@code visible} are the fields by name. */
  ObjectNode notification(Map<String, Field> visible) {
    ObjectNode op = JsonNodeFactory.instance.objectNode();
    Map<String, Type> out = new LinkedHashMap<>();
    list(op, "out", some(visible, chance.between(1, 3), List.of()), out, false);
    reached.addAll(out.keySet());
    if (chance.percent(25)) {
      String target = chance.of(List.copyOf(out.keySet()));
      op.putObject("expr").put(target, expressions.of(out.get(target), out));
    }
    return op;
  }

  /** An op with inputs. Paths are written only where {@code absolute} says that they are known. */
  ObjectNode op(Map<String, Field> visible, boolean absolute) {
    ObjectNode op = JsonNodeFactory.instance.objectNode();
    Map<String, Type> in = new LinkedHashMap<>();
    List<Field> inputs = inputs(visible);
    list(op, "in", inputs, in, absolute);
    List<Field> outputs = new ArrayList<>();
    if (chance.percent(28)) {
      List<Field> mask = some(visible, chance.of(1, 1, 2), inputs);
      if (!mask.isEmpty()) {
        list(op, "mask", mask, new LinkedHashMap<>(), false);
        if (chance.percent(50)) {
          outputs.add(mask.get(0));
        }
      }
    }
    Map<String, Type> out = new LinkedHashMap<>();
    int computed = chance.deep ? 25 : 45;
    int action = chance.below(100);
    if (action < computed || chance.percent(88)) {
      outputs.addAll(some(visible, chance.of(1, 1, 2), outputs));
    }
    if (!outputs.isEmpty()) {
      list(op, "out", outputs, out, absolute);
      reached.addAll(out.keySet());
    }
    String condition = expressions.condition(in);
    if (condition != null && chance.percent(30)) {
      op.put("when", condition);
    }
    if (action < computed || action >= 86) {
      expressions(op, in, out);
      if (action >= 86) {
        op.put("after", chance.of("100ms", "1s", "1s", "5s", "PT2S"));
      }
    } else {
      op.put("call", "server");
    }
    options(op, visible);
    return op;
  }

  private void expressions(ObjectNode op, Map<String, Type> in, Map<String, Type> out) {
    Map<String, Type> variables = new LinkedHashMap<>(in);
    if (chance.percent(14)) {
      op.put("each", expressions.list(in));
      variables.put("it", LONG);
    }
    ObjectNode expr = op.putObject("expr");
    out.forEach(
        (name, type) -> {
          if (expr.isEmpty() || chance.percent(75)) {
            boolean element = variables.containsKey("it") && type.equals(LONG);
            expr.put(name, element ? chance.of("it", "it + 1") : expressions.of(type, variables));
          }
        });
  }

  private void options(ObjectNode op, Map<String, Field> visible) {
    boolean waits = op.has("call") || op.has("after");
    if (waits && op.has("mask") && chance.percent(60)) {
      op.put("masked", chance.of("drop", "keep"));
    }
    if (chance.percent(40)) {
      op.put("catch-up", true);
    }
    if (visible.containsKey("oops") && chance.percent(30)) {
      op.put("fail", "oops");
      if (!op.has("mask") && !op.path("in").toString().contains("oops") && chance.percent(15)) {
        op.putArray("mask").add("oops");
      }
    }
    if (chance.percent(25)) {
      op.putObject("supervise").put("attempts", chance.between(1, 2));
    }
    if (chance.percent(5)) {
      op.withObject("/supervise")
          .put("on-failure", chance.of("continue", "drop-folder", "fail-process"));
    }
  }

  /** Inputs, mostly such that something can produce them. */
  private List<Field> inputs(Map<String, Field> visible) {
    Map<String, Field> known = new LinkedHashMap<>(visible);
    known.keySet().retainAll(reached);
    boolean useful = !known.isEmpty() && chance.percent(90);
    return some(useful ? known : visible, chance.of(1, 1, 1, 2, 2, 3), List.of());
  }

  /** Up to {@code count} visible fields, none of them in {@code not}. */
  private List<Field> some(Map<String, Field> visible, int count, List<Field> not) {
    List<Field> rest = new ArrayList<>(visible.values());
    rest.removeAll(not);
    List<Field> some = new ArrayList<>();
    while (some.size() < count && !rest.isEmpty()) {
      some.add(rest.remove(chance.below(rest.size())));
    }
    return some;
  }

  /** Writes {@code fields} as the op's {@code key}; now and then by path, or renamed. */
  private void list(
      ObjectNode op, String key, List<Field> fields, Map<String, Type> locals, boolean absolute) {
    ArrayNode list = op.putArray(key);
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      String name = field.path().substring(field.path().lastIndexOf('/') + 1);
      if (key.equals("in") && chance.percent(4)) {
        list.addObject().put("x" + i, name);
        name = "x" + i;
      } else {
        list.add(absolute && chance.percent(8) ? field.path() : name);
      }
      locals.put(name, field.type());
    }
  }
}
