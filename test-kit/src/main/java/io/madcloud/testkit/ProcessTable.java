package io.madcloud.testkit;

import io.madcloud.engine.ProcessView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process as a table, for people who wonder what became of it. */
final class ProcessTable {

  private ProcessTable() {}

  static String of(ProcessView process, TurnLog log) {
    String why = process.reason() == null ? "" : " (" + process.reason() + ")";
    return "process %s is %s%s, outcomes: %d\n"
            .formatted(process.id(), process.status(), why, process.revision())
        + Shown.columns(fieldsets(process))
        + (process.invocations().isEmpty() ? "" : Shown.columns(invocations(process, log)));
  }

  private static List<List<String>> fieldsets(ProcessView process) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("fieldset", "field", "value"));
    for (ProcessView.FieldsetView fieldset : process.fieldsets()) {
      String id = fieldset.id();
      if (fieldset.closed() || fieldset.fields().isEmpty()) {
        rows.add(List.of(id, fieldset.closed() ? "(closed)" : "(no fields)"));
      } else {
        for (Map.Entry<String, Object> field : fieldset.fields().entrySet()) {
          rows.add(List.of(id, field.getKey(), Shown.value(field.getValue())));
          id = "";
        }
      }
    }
    return rows;
  }

  private static List<List<String>> invocations(ProcessView process, TurnLog log) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("invocation", "op", "status", "fieldset", ""));
    for (ProcessView.InvocationView invocation : process.invocations()) {
      rows.add(
          List.of(
              Integer.toString(invocation.id()),
              invocation.op(),
              invocation.status(),
              invocation.fieldset(),
              note(invocation.id(), process.id(), log)));
    }
    return rows;
  }

  private static String note(int invocation, String process, TurnLog log) {
    String error = log.errors(process).get(invocation);
    if (error != null) {
      return "error: " + error;
    }
    for (TurnLog.Request request : log.requests(process)) {
      if (request.invocation() == invocation) {
        return "asked " + Shown.value(request.inputs());
      }
    }
    return "";
  }
}
