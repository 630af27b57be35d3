package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a notification event brings.
 *
 * @param values the values by absolute path
 * @param rejection why the event is rejected, or null
 */
record Notification(Map<String, Object> values, String rejection) {
  static Notification read(Op op, JsonNode fields) {
    for (Map.Entry<String, JsonNode> each : fields.properties()) {
      if (!op.out().containsKey(each.getKey())) {
        return new Notification(null, Reply.UNDECLARED_FIELD);
      }
    }
    Map<String, Object> given = new LinkedHashMap<>();
    Map<String, Object> values = new LinkedHashMap<>();
    boolean error = false;
    try {
      for (Map.Entry<String, JsonNode> each : fields.properties()) {
        Field field = op.out().get(each.getKey());
        Object value = Conversion.fromJson(each.getValue(), field.type());
        given.put(each.getKey(), value);
        values.put(field.path(), value);
      }
      for (Map.Entry<String, Expression> each : op.expressions().entrySet()) {
        Field field = op.out().get(each.getKey());
        Optional<Object> result = each.getValue().evaluate(given);
        if (result.isPresent()) {
          values.put(field.path(), Conversion.fromCel(result.get(), field.type()));
        } else {
          error = true;
        }
      }
    } catch (Mismatch e) {
      return new Notification(null, Reply.TYPE_MISMATCH);
    }
    return new Notification(values, error ? Reply.EXPRESSION_ERROR : null);
  }
}
