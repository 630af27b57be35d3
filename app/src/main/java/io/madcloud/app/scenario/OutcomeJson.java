package io.madcloud.app.scenario;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.scenario.ScenarioOutcome;
import java.util.List;
import java.util.Map;

/** What scenarios came to, in the form that is printed. */
final class OutcomeJson {

  private OutcomeJson() {}

  static Map<String, Object> of(ScenarioOutcome outcome) {
    return Json.object(
        "processes",
        outcome.processes().stream().map(OutcomeJson::process).toList(),
        "rejected",
        outcome.rejected().stream()
            .map(it -> Json.object("event", it.event(), "reason", it.reason().text()))
            .toList());
  }

  private static Map<String, Object> process(ProcessView process) {
    List<Map<String, Object>> fieldsets =
        process.fieldsets().stream()
            .map(
                fieldset ->
                    Json.object(
                        "id", fieldset.id(),
                        "parent", fieldset.parent(),
                        "closed", fieldset.closed(),
                        "fields", Literals.plain(fieldset.fields())))
            .toList();
    List<Map<String, Object>> invocations =
        process.invocations().stream()
            .map(
                invocation ->
                    Json.object(
                        "id", invocation.id(),
                        "op", invocation.op(),
                        "status", invocation.status(),
                        "fieldset", invocation.fieldset()))
            .toList();
    return Json.object(
        "id", process.id(),
        "status", process.status(),
        "reason", process.reason(),
        "revision", process.revision(),
        "fieldsets", fieldsets,
        "invocations", invocations);
  }
}
