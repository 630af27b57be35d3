package io.madcloud.engine.program;

import io.madcloud.engine.program.OpSpec.SlotSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what an op states against what its kind of op may state; types do not matter here. */
final class OpShape {

  private static final String NOTIFICATION_KEYS = "out, expr, topic, process-id and returns";
  private static final String ACTIONS = "expr, plugin, call, after with expr, or topic";

  private final OpSpec spec;
  private final Report report;

  private OpShape(OpSpec spec, Report report) {
    this.spec = spec;
    this.report = report;
  }

  static void check(OpSpec spec, Report report) {
    new OpShape(spec, report).check();
  }

  private void check() {
    checkFields();
    if (spec.in().isEmpty() && spec.out().isEmpty()) {
      report.mistake("", "Expected 'in' or 'out', but the op has neither");
    } else if (spec.in().isEmpty()) {
      checkNotification();
    } else {
      checkReaction();
    }
    if (spec.with() != null && !spec.with().isEmpty() && spec.plugin() == null) {
      report.mistake("with", "Expected 'plugin' beside 'with', but found none");
    }
  }

  private void checkNotification() {
    Map<String, Boolean> others = new LinkedHashMap<>();
    others.put("mask", !spec.mask().isEmpty());
    others.put("each", spec.each() != null);
    others.put("plugin", spec.plugin() != null);
    others.put("call", spec.call() != null);
    others.put("after", spec.afterMs() != null);
    others.put("when", spec.when() != null);
    others.put("fail", spec.fail() != null);
    others.put("catch-up", spec.catchUp());
    others.forEach(
        (key, stated) -> {
          if (stated) {
            report.mistake(
                key,
                "Expected only %s on an op without 'in' (a notification), but found '%s'"
                    .formatted(NOTIFICATION_KEYS, key));
          }
        });
  }

  private void checkReaction() {
    boolean oneWay = spec.out().isEmpty();
    if (spec.processId() != null) {
      report.mistake(
          "process-id", "Expected 'process-id' on a notification alone, but the op has 'in'");
    }
    if (spec.returns() != null) {
      report.mistake("returns", "Expected 'returns' on a notification alone, but the op has 'in'");
    }
    if (spec.topic() != null && !oneWay) {
      report.mistake(
          "topic", "Expected 'topic' on an op without 'in' or without 'out', but it has both");
    }
    if (spec.each() != null && spec.expr() == null) {
      report.mistake("each", "Expected 'expr' beside 'each', but found none");
    }
    if (spec.expr() != null && !spec.expr().isEmpty() && oneWay) {
      report.mistake("expr", "Expected 'out' beside 'expr', but the op has none");
    }
    List<String> actions = actions(oneWay);
    if (spec.afterMs() != null && spec.expr() == null && actions.size() == 1) {
      report.mistake("after", "Expected 'expr' beside 'after', but found none");
    }
    if (actions.isEmpty()) {
      report.mistake(
          "", "Expected one of %s, but the op does nothing".formatted(oneWay ? ACTIONS : inOut()));
    } else if (actions.size() > 1) {
      report.mistake(
          actions.get(1),
          "Expected exactly one of %s, but found %s"
              .formatted(oneWay ? ACTIONS : inOut(), String.join(" and ", actions)));
    }
  }

  private List<String> actions(boolean oneWay) {
    List<String> actions = new ArrayList<>();
    if (spec.expr() != null && spec.afterMs() == null) {
      actions.add("expr");
    }
    if (spec.plugin() != null) {
      actions.add("plugin");
    }
    if (spec.call() != null) {
      actions.add("call");
    }
    if (spec.afterMs() != null) {
      actions.add("after");
    }
    if (spec.topic() != null && oneWay) {
      actions.add("topic");
    }
    return actions;
  }

  private static String inOut() {
    return "expr, plugin, call, or after with expr";
  }

  private void checkFields() {
    Map<String, String> byLocal = new HashMap<>();
    checkList("in", spec.in(), byLocal);
    checkList("mask", spec.mask(), byLocal);
    checkList("out", spec.out(), byLocal);
    if (spec.fail() != null) {
      checkLocal("fail", spec.fail(), byLocal);
    }
    if (spec.returns() != null) {
      checkList("returns", spec.returns(), new HashMap<>());
    }
    Set<String> inputs = new HashSet<>();
    spec.in().forEach(slot -> inputs.add(slot.field()));
    inputs.remove(null);
    for (int i = 0; i < spec.mask().size(); i++) {
      String field = spec.mask().get(i).field();
      if (inputs.contains(field)) {
        report.mistake(
            "mask[" + i + "]",
            "Expected a field in 'in' or in 'mask', but %s is in both".formatted(field));
      }
    }
  }

  private void checkList(String key, List<SlotSpec> slots, Map<String, String> byLocal) {
    Set<String> fields = new HashSet<>();
    for (int i = 0; i < slots.size(); i++) {
      SlotSpec slot = slots.get(i);
      String part = key + "[" + i + "]";
      if (slot.field() == null) {
        continue;
      }
      if (!fields.add(slot.field())) {
        report.mistake(
            part,
            "Expected each field once in '%s', but %s is there twice".formatted(key, slot.field()));
      } else if (!key.equals("returns")) {
        checkLocal(part, slot, byLocal);
      }
    }
  }

  private void checkLocal(String part, SlotSpec slot, Map<String, String> byLocal) {
    if (slot.field() == null) {
      return;
    }
    String other = byLocal.putIfAbsent(slot.local(), slot.field());
    if (other != null && !other.equals(slot.field())) {
      report.mistake(
          part,
          "Expected a field for each local name, but '%s' is %s and %s; rename one: {OTHER: %s}"
              .formatted(slot.local(), other, slot.field(), slot.field()));
    }
  }
}
