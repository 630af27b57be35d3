package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much there is in a program.
 *
 * @param kinds how many ops there are of each kind
 */
record ProgramSummary(Map<String, Integer> kinds, int fields) {

  static ProgramSummary of(Program program) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Op op : program.ops().values()) {
      kinds.merge(OpWords.kind(op), 1, Integer::sum);
    }
    return new ProgramSummary(kinds, program.fieldCount());
  }

  String text(int warnings) {
    StringBuilder text = new StringBuilder(counted(ops(), "op"));
    String separator = " (";
    for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
      boolean countable = kind.getKey().equals("notification");
      text.append(separator);
      text.append(
          countable
              ? counted(kind.getValue(), kind.getKey())
              : kind.getValue() + " " + kind.getKey());
      separator = ", ";
    }
    text.append(kinds.isEmpty() ? ", " : "), ").append(counted(fields, "field"));
    text.append(": no mistakes");
    return text.append(warnings == 0 ? "." : ", " + counted(warnings, "warning") + ".").toString();
  }

  Map<String, Object> json() {
    return Json.object("ops", ops(), "kinds", kinds, "fields", fields);
  }

  private int ops() {
    return kinds.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
