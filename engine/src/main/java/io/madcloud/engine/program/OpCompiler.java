package io.madcloud.engine.program;

import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.op.OpFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Compiles one op: finds its fields, type-checks its expressions, makes its action. */
final class OpCompiler {

  private final Expressions expressions;
  private final PluginFunctions plugins;
  private final DeclaredFields fields;
  private final OpSpec spec;
  private final Report report;
  private boolean failed;

  OpCompiler(
      Expressions expressions,
      PluginFunctions plugins,
      DeclaredFields fields,
      OpSpec spec,
      Report report) {
    this.expressions = expressions;
    this.plugins = plugins;
    this.fields = fields;
    this.spec = spec;
    this.report = report;
  }

  /**
   * Returns null when there are mistakes, which are reported.
   *
   * @param replaced the op at its path so far, be it removed; null when there was none
   */
  Op compile(int number, Op replaced) {
    List<Slot> in = slots("in", spec.in());
    List<Slot> mask = slots("mask", spec.mask());
    List<Slot> out = slots("out", spec.out());
    List<Slot> returns = spec.returns() == null ? null : slots("returns", spec.returns());
    Field fail = spec.fail() == null ? null : failField();
    boolean notification = in.isEmpty();
    if (notification) {
      checkProcessId(out);
    }
    Map<String, FieldType> variables = types(notification ? out : in);
    OpExpressions compiler = new OpExpressions(expressions, spec, variables, this::mistake);
    Expression when = spec.when() == null || notification ? null : compiler.when();
    Computation computation = spec.expr() == null ? null : compiler.computation(types(out));
    Action action = action(notification, computation);
    return failed || action == null
        ? null
        : new Op(
            number,
            spec.path(),
            in,
            fieldsOf(mask),
            out,
            action,
            when,
            fail,
            returns == null ? null : fieldsOf(returns),
            moves(replaced),
            spec);
  }

  private int moves(Op replaced) {
    if (replaced == null) {
      return 0;
    }
    boolean moved = !Objects.equals(replaced.spec().at(), spec.at());
    return replaced.moves() + (moved ? 1 : 0);
  }

  private Action action(boolean notification, Computation computation) {
    if (notification) {
      return new Action.Notify(computation);
    }
    if (spec.plugin() != null) {
      OpFunction function = plugins.configure(spec, this::mistake);
      return function == null ? null : new Action.Plugin(spec.plugin(), function);
    }
    if (spec.call() != null) {
      return new Action.Call(spec.call());
    }
    if (spec.afterMs() != null) {
      return new Action.After(spec.afterMs(), computation);
    }
    if (computation != null) {
      return new Action.Compute(computation);
    }
    return spec.topic() == null ? null : new Action.Publish(spec.topic());
  }

  private Field failField() {
    Field field = field("fail", spec.fail());
    boolean fits =
        field == null
            || field.type().equals(FieldType.ANY)
            || (field.type().kind() == FieldType.Kind.MAP
                && (field.type().element().equals(FieldType.STRING)
                    || field.type().element().equals(FieldType.ANY)));
    if (!fits) {
      mistake(
          "fail",
          "Expected a field of type map<string> in 'fail', but %s is of type %s"
              .formatted(field.path(), field.type()));
    }
    return field;
  }

  private void checkProcessId(List<Slot> out) {
    if (spec.processId() == null) {
      return;
    }
    Map<String, FieldType> types = types(out);
    FieldType type = types.get(spec.processId());
    if (type == null && !types.containsKey("")) {
      mistake("process-id", OpExpressions.notInOut(spec.processId(), types));
    } else if (type != null
        && isKnown(out, spec.processId())
        && type.kind() != FieldType.Kind.STRING
        && type.kind() != FieldType.Kind.LONG) {
      mistake(
          "process-id",
          "Expected a field of type string or long, but '%s' is of type %s"
              .formatted(spec.processId(), type));
    }
  }

  private static boolean isKnown(List<Slot> slots, String local) {
    return slots.stream().allMatch(slot -> slot.field() != null || !slot.local().equals(local));
  }

  private List<Slot> slots(String key, List<SlotSpec> specs) {
    List<Slot> slots = new ArrayList<>(specs.size());
    for (int i = 0; i < specs.size(); i++) {
      slots.add(new Slot(specs.get(i).local(), field(key + "[" + i + "]", specs.get(i))));
    }
    return List.copyOf(slots);
  }

  private Field field(String part, SlotSpec slot) {
    if (slot.field() == null) {
      failed = true;
      return null;
    }
    Field field = fields.get(slot.field());
    if (field == null) {
      mistake(part, "Expected a declared field, but %s is none".formatted(slot.field()));
    }
    return field;
  }

  private void mistake(String part, String message) {
    failed = true;
    report.mistake(part, message);
  }

  private static Map<String, FieldType> types(List<Slot> slots) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    for (Slot slot : slots) {
      types.put(slot.local(), slot.field() == null ? FieldType.ANY : slot.field().type());
    }
    return types;
  }

  private static List<Field> fieldsOf(List<Slot> slots) {
    return slots.stream()
        .map(Slot::field)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableList());
  }
}
