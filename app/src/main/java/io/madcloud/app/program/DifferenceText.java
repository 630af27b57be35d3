package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.check.Difference;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What becomes of a program by a change, for people and for programs. */
record DifferenceText(Difference difference) {

  void print(PrintWriter out) {
    difference.removed().forEach(op -> out.println("- op    " + op.path()));
    difference
        .changed()
        .forEach(
            op ->
                out.println(
                    "~ op    %s: %s".formatted(op.after().path(), String.join(", ", op.parts()))));
    difference.added().forEach(op -> out.println("+ op    " + op.path()));
    difference.rewordedFields().forEach(field -> out.println("~ field " + field.path()));
    difference.newFields().forEach(field -> out.println("+ field " + field.path()));
    difference
        .servers()
        .forEach(
            server ->
                out.println(
                    "~ server %s: in-flight %s, was %s"
                        .formatted(server.name(), limit(server.after()), limit(server.before()))));
    difference
        .impossible()
        .forEach(
            op ->
                out.println(
                    "! op    %s can never happen any more, because %s"
                        .formatted(op.op().path(), op.reason())));
  }

  /** Such as {@code 2 ops added, 1 field added}. */
  String summary() {
    List<String> parts = new ArrayList<>();
    add(parts, difference.added(), "op", "added");
    add(parts, difference.changed(), "op", "changed");
    add(parts, difference.removed(), "op", "removed");
    add(parts, difference.newFields(), "field", "added");
    add(parts, difference.rewordedFields(), "field", "changed");
    add(parts, difference.servers(), "server", "changed");
    return String.join(", ", parts);
  }

  Map<String, Object> json() {
    return Json.object(
        "ops",
        Json.object(
            "added",
            difference.added().stream().map(Op::path).toList(),
            "changed",
            difference.changed().stream()
                .map(op -> Json.object("op", op.after().path(), "parts", op.parts()))
                .toList(),
            "removed",
            difference.removed().stream().map(Op::path).toList()),
        "fields",
        Json.object(
            "added",
            difference.newFields().stream().map(Field::path).toList(),
            "changed",
            difference.rewordedFields().stream().map(Field::path).toList()),
        "servers",
        difference.servers().stream()
            .map(
                server ->
                    Json.object(
                        "server", server.name(),
                        "inFlight", server.after(),
                        "before", server.before()))
            .toList(),
        "impossible",
        difference.impossible().stream()
            .map(op -> Json.object("op", op.op().path(), "reason", op.reason()))
            .toList());
  }

  private static String limit(Integer inFlight) {
    return inFlight == null ? "none" : inFlight.toString();
  }

  private static void add(List<String> parts, List<?> all, String what, String how) {
    if (!all.isEmpty()) {
      parts.add(all.size() + " " + what + (all.size() == 1 ? " " : "s ") + how);
    }
  }
}
