package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What one program has and another has not.
 *
 * @param changedFields those about which other words are said; nothing else of a field can change
 * @param impossible ops that are the same in both, can happen in the one and not in the other, with
 *     the reason
 */
record Difference(
    List<String> addedOps,
    List<String> changedOps,
    List<String> removedOps,
    List<String> addedFields,
    List<String> changedFields,
    SortedMap<String, String> impossible) {

  static Difference between(Program before, Program after) {
    Difference difference =
        new Difference(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            Impossible.after(before, after));
    Map<String, Op> left = before.ops();
    after
        .ops()
        .forEach(
            (path, op) -> {
              Op known = left.remove(path);
              if (known == null) {
                difference.addedOps.add(path);
              } else if (!known.equals(op)) {
                difference.changedOps.add(path);
              }
            });
    difference.removedOps.addAll(left.keySet());
    for (Field field : after.fields().values()) {
      Field known = before.field(field.path());
      if (known == null) {
        difference.addedFields.add(field.path());
      } else if (known.sensitive() != field.sensitive()
          || !Objects.equals(known.doc(), field.doc())) {
        difference.changedFields.add(field.path());
      }
    }
    return difference;
  }

  boolean isEmpty() {
    return addedOps.isEmpty()
        && changedOps.isEmpty()
        && removedOps.isEmpty()
        && addedFields.isEmpty()
        && changedFields.isEmpty();
  }

  void print(PrintWriter out) {
    removedOps.forEach(path -> out.println("- op    " + path));
    changedOps.forEach(path -> out.println("~ op    " + path));
    addedOps.forEach(path -> out.println("+ op    " + path));
    changedFields.forEach(path -> out.println("~ field " + path));
    addedFields.forEach(path -> out.println("+ field " + path));
    impossible.forEach((path, reason) -> out.println("! op    " + path + ": " + reason));
  }

  Map<String, Object> json() {
    return Json.object(
        "ops", Json.object("added", addedOps, "changed", changedOps, "removed", removedOps),
        "fields", Json.object("added", addedFields, "changed", changedFields),
        "impossible",
            impossible.entrySet().stream()
                .map(op -> Json.object("op", op.getKey(), "reason", op.getValue()))
                .toList());
  }
}
