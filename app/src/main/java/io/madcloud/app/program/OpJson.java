package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Supervision;
import java.util.List;
import java.util.Map;

/** All that is declared of ops and fields, as JSON: with the words of programs, names resolved. */
final class OpJson {

  private OpJson() {}

  static Map<String, Object> of(Op op, Program program) {
    OpSpec spec = op.spec();
    Map<String, Object> json =
        Json.object(
            "path", op.path(),
            "kind", OpWords.kind(op),
            "in", slots(spec.in()),
            "mask", slots(spec.mask()),
            "out", slots(spec.out()));
    put(json, "expr", spec.expr());
    put(json, "each", spec.each());
    put(json, "plugin", spec.plugin());
    if (spec.with() != null && !spec.with().isEmpty()) {
      json.put("with", spec.with());
    }
    put(json, "call", spec.call());
    put(json, "afterMs", spec.afterMs());
    put(json, "topic", spec.topic());
    put(json, "when", spec.when());
    put(json, "fail", spec.fail() == null ? null : slot(spec.fail()));
    json.put("masked", spec.dropsWhenMasked() ? "drop" : "keep");
    json.put("catchUp", spec.catchUp());
    json.put("paused", program.isPaused(op));
    json.put("supervise", supervision(spec.supervision()));
    put(json, "processId", spec.processId());
    put(
        json,
        "returns",
        spec.returns() == null ? null : spec.returns().stream().map(SlotSpec::field).toList());
    put(json, "at", spec.at());
    put(json, "version", spec.version());
    put(json, "doc", spec.doc());
    put(json, "source", spec.place().file().isEmpty() ? null : source(spec));
    return json;
  }

  /** The fields of a program, whether or not an op names them. */
  static List<Map<String, Object>> fields(Program program) {
    return program.fields().values().stream().map(OpJson::field).toList();
  }

  /** The servers of a program that have a limit of calls in flight. */
  static List<Map<String, Object>> servers(Program program) {
    return program.limitedServers().entrySet().stream()
        .map(server -> Json.object("server", server.getKey(), "inFlight", server.getValue()))
        .toList();
  }

  private static Map<String, Object> field(Field field) {
    Map<String, Object> json =
        Json.object(
            "path", field.path(),
            "type", field.type().toString(),
            "merge", field.merge().text(),
            "sensitive", field.sensitive());
    put(json, "doc", field.doc());
    return json;
  }

  private static List<Map<String, Object>> slots(List<SlotSpec> slots) {
    return slots.stream().map(OpJson::slot).toList();
  }

  private static Map<String, Object> slot(SlotSpec slot) {
    return Json.object("name", slot.local(), "field", slot.field());
  }

  private static Map<String, Object> supervision(Supervision supervision) {
    return Json.object(
        "attempts", supervision.attempts(),
        "backoffMs", supervision.backoffMs(),
        "maxBackoffMs", supervision.maxBackoffMs(),
        "timeoutMs", supervision.timeoutMs(),
        "onFailure", supervision.onFailure().text(),
        "folder", supervision.folder());
  }

  private static String source(OpSpec spec) {
    return spec.place().line() == 0
        ? spec.place().file()
        : spec.place().file() + ":" + spec.place().line();
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
