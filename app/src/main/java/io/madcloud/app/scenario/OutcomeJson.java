package io.madcloud.app.scenario;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.ProcessView.InvocationView;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.scenario.ScenarioOutcome;
import io.madcloud.engine.scenario.ScenarioOutcome.Crossed;
import io.madcloud.engine.scenario.ScenarioOutcome.Distribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What scenarios came to, in the form that is printed. */
final class OutcomeJson {

  private OutcomeJson() {}

  static Map<String, Object> of(ScenarioOutcome outcome) {
    List<Map<String, Object>> rejected =
        outcome.rejected().stream()
            .map(it -> Json.object("event", it.event(), "reason", it.reason().text()))
            .toList();
    Distribution distribution = outcome.distribution();
    if (distribution == null) {
      return Json.object(
          "processes",
          outcome.processes().stream().map(OutcomeJson::process).toList(),
          "rejected",
          rejected);
    }
    return Json.object(
        "processes",
        outcome.processes().stream()
            .map(it -> distributed(it, distribution.views().get(it.id())))
            .toList(),
        "links",
        distribution.links().stream().map(OutcomeJson::crossed).toList(),
        "rejected",
        rejected);
  }

  private static Map<String, Object> crossed(Crossed link) {
    return Json.object(
        "from", link.from(), "to", link.to(), "records", link.records(), "fields", link.fields());
  }

  /** A process as a whole, and as each datacenter sees it. */
  private static Map<String, Object> distributed(
      ProcessView process, Map<String, ProcessView> views) {
    List<Map<String, Object>> invocations = new ArrayList<>();
    Map<String, Object> shown = new LinkedHashMap<>();
    views.forEach(
        (datacenter, view) -> {
          view.invocations().stream()
              .filter(it -> it.datacenter() == null) // The others are in their own view.
              .forEach(it -> invocations.add(invocation(it, datacenter)));
          shown.put(datacenter, Json.object("status", view.status(), "fieldsets", fieldsets(view)));
        });
    Map<String, Object> whole = new LinkedHashMap<>(process(process));
    whole.put("invocations", invocations);
    whole.put("views", shown);
    return whole;
  }

  private static Map<String, Object> invocation(InvocationView invocation, String datacenter) {
    Map<String, Object> placed = new LinkedHashMap<>(invocation(invocation));
    placed.put("datacenter", datacenter);
    return placed;
  }

  private static Map<String, Object> process(ProcessView process) {
    return Json.object(
        "id", process.id(),
        "status", process.status(),
        "reason", process.reason(),
        "revision", process.revision(),
        "fieldsets", fieldsets(process),
        "invocations", process.invocations().stream().map(OutcomeJson::invocation).toList());
  }

  private static List<Map<String, Object>> fieldsets(ProcessView process) {
    return process.fieldsets().stream()
        .map(
            fieldset ->
                Json.object(
                    "id", fieldset.id(),
                    "parent", fieldset.parent(),
                    "closed", fieldset.closed(),
                    "fields", Literals.plain(fieldset.fields())))
        .toList();
  }

  private static Map<String, Object> invocation(InvocationView invocation) {
    return Json.object(
        "id", invocation.id(),
        "op", invocation.op(),
        "status", invocation.status(),
        "fieldset", invocation.fieldset());
  }
}
