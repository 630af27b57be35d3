package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server's reply brings.
 *
 * @param messages the messages, each by absolute path
 * @param rejection why the reply is rejected, or null
 */
record Answer(List<Map<String, Object>> messages, String rejection) {
  /** Judges {@code written} by {@code op}: undeclared fields anywhere first, then types. */
  static Answer read(Op op, JsonNode written) {
    for (JsonNode message : written) {
      for (Map.Entry<String, JsonNode> each : message.properties()) {
        if (!op.out().containsKey(each.getKey())) {
          return new Answer(null, Reply.UNDECLARED_FIELD);
        }
      }
    }
    List<Map<String, Object>> messages = new ArrayList<>();
    try {
      for (JsonNode message : written) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : message.properties()) {
          Field field = op.out().get(each.getKey());
          values.put(field.path(), Conversion.fromJson(each.getValue(), field.type()));
        }
        messages.add(values);
      }
    } catch (Mismatch e) {
      return new Answer(null, Reply.TYPE_MISMATCH);
    }
    return new Answer(messages, null);
  }
}
