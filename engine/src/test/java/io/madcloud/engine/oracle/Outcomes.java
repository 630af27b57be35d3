package io.madcloud.engine.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Prints what became of the processes. */
final class Outcomes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Outcomes() {}

  static JsonNode print(
      Program program, Collection<ProcessState> processes, Map<Integer, String> rejected) {
    ObjectNode outcome = JSON.createObjectNode();
    ArrayNode list = outcome.putArray("processes");
    processes.forEach(each -> list.add(process(program, each)));
    ArrayNode rejections = outcome.putArray("rejected");
    rejected.forEach(
        (event, reason) -> rejections.addObject().put("event", event).put("reason", reason));
    return reread(outcome);
  }

  private static ObjectNode process(Program program, ProcessState process) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", process.id);
    node.put("status", word(process.status));
    node.put("reason", process.reason);
    node.put("revision", process.revision);
    ArrayNode fieldsets = node.putArray("fieldsets");
    for (Fieldset each : process.fieldsets) {
      ObjectNode fieldset = fieldsets.addObject();
      fieldset.put("id", each.id).put("parent", each.parent).put("closed", each.closed);
      ObjectNode fields = fieldset.putObject("fields");
      each.contributions
          .keySet()
          .forEach(field -> fields.set(field, Values.toJson(each.value(field, program))));
    }
    ArrayNode invocations = node.putArray("invocations");
    for (Invocation each : process.invocations) {
      ObjectNode invocation = invocations.addObject();
      invocation.put("id", each.number).put("op", each.op.path());
      invocation.put("status", word(each.status)).put("fieldset", each.fieldset);
    }
    return node;
  }

  private static String word(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** The same as a reader of its text gets it, so that equal numbers are equal nodes. */
  private static JsonNode reread(JsonNode node) {
    try {
      return JSON.readTree(JSON.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
