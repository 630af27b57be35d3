package io.madcloud.engine.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of an op came to.
 *
 * @param failed whether it failed and nothing takes the failure
 * @param messages the messages, each by absolute path
 */
record Reply(boolean failed, List<Map<String, Object>> messages) {
  static final String EXPRESSION_ERROR = "expression-error";
  static final String TYPE_MISMATCH = "type-mismatch";
  static final String UNDECLARED_FIELD = "undeclared-field";

  static Reply of(List<Map<String, Object>> messages) {
    return new Reply(false, messages);
  }

  /** The final failure of {@code op}: a message to its fail field if it has one. */
  static Reply failure(Op op, String error, int attempts) {
    if (op.fail() == null) {
      return new Reply(true, List.of());
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("op", op.path());
    details.put("error", error);
    details.put("attempts", Integer.toString(attempts));
    return of(List.of(Map.of(op.fail(), details)));
  }

  /** Evaluates the expressions of {@code op} over {@code inputs}. */
  static Reply compute(Op op, Map<String, Object> inputs) {
    if (op.kind() == Op.Kind.PUBLISH) {
      return of(List.of());
    }
    List<Map<String, Object>> scopes = new ArrayList<>();
    if (op.each() == null) {
      scopes.add(inputs);
    } else {
      Optional<Object> elements = op.each().evaluate(inputs);
      if (elements.isEmpty()) {
        return failure(op, EXPRESSION_ERROR, 1);
      }
      if (!(elements.get() instanceof List<?> list)) {
        return failure(op, TYPE_MISMATCH, 1);
      }
      for (Object it : list) {
        Map<String, Object> scope = new LinkedHashMap<>(inputs);
        scope.put("it", it);
        scopes.add(scope);
      }
    }
    List<Map<String, Object>> messages = new ArrayList<>();
    for (Map<String, Object> scope : scopes) {
      Map<String, Object> message = new LinkedHashMap<>();
      for (Map.Entry<String, Expression> each : op.expressions().entrySet()) {
        Field field = op.out().get(each.getKey());
        Optional<Object> result = each.getValue().evaluate(scope);
        if (result.isEmpty()) {
          return failure(op, EXPRESSION_ERROR, 1);
        }
        try {
          message.put(field.path(), Conversion.fromCel(result.get(), field.type()));
        } catch (Mismatch e) {
          return failure(op, TYPE_MISMATCH, 1);
        }
      }
      messages.add(message);
    }
    return of(messages);
  }
}
