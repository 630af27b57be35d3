package io.madcloud.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.scenario.ScenarioOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what scenarios came to as JSON. */
final class OutcomeJson {

  private final ObjectWriter writer;

  /**
   * @param compact on one line
   */
  OutcomeJson(boolean compact) {
    ObjectMapper mapper = new ObjectMapper();
    writer = compact ? mapper.writer() : mapper.writerWithDefaultPrettyPrinter();
  }

  String write(ScenarioOutcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("processes", outcome.processes().stream().map(OutcomeJson::process).toList());
    json.put(
        "rejected",
        outcome.rejected().stream()
            .map(rejected -> ordered("event", rejected.event(), "reason", rejected.reason().text()))
            .toList());
    try {
      return writer.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected plain values, but: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> process(ProcessView process) {
    List<Map<String, Object>> fieldsets =
        process.fieldsets().stream()
            .map(
                fieldset ->
                    ordered(
                        "id", fieldset.id(),
                        "parent", fieldset.parent(),
                        "closed", fieldset.closed(),
                        "fields", Literals.plain(fieldset.fields())))
            .toList();
    List<Map<String, Object>> invocations =
        process.invocations().stream()
            .map(
                invocation ->
                    ordered(
                        "id", invocation.id(),
                        "op", invocation.op(),
                        "status", invocation.status(),
                        "fieldset", invocation.fieldset()))
            .toList();
    return ordered(
        "id", process.id(),
        "status", process.status(),
        "reason", process.reason(),
        "revision", process.revision(),
        "fieldsets", fieldsets,
        "invocations", invocations);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      object.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return object;
  }
}
