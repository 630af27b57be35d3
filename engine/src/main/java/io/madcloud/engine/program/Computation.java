package io.madcloud.engine.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code expr} and {@code each} compute: messages from inputs.
 *
 * @param results one expression for each computed field, by local name
 * @param each yields a list, one message for each of its elements; null for a single message
 */
public record Computation(Map<String, Expression> results, Expression each) {

  /** The name by which {@code results} see the element of {@code each}. */
  public static final String ELEMENT = "it";

  /**
   * Computes the messages.
   *
   * @return messages by local name; a result that is no engine value is null
   * @param steps that all of it may take
   * @throws ExpressionException when an expression cannot be evaluated
   */
  public List<Map<String, Object>> messages(Variables inputs, Steps steps)
      throws ExpressionException {
    if (each == null) {
      return List.of(message(inputs, steps));
    }
    if (!(each.evaluate(inputs, steps) instanceof List<?> elements)) {
      throw new ExpressionException("Expected a list of 'each', but it is something else");
    }
    List<Map<String, Object>> messages = new ArrayList<>(elements.size());
    for (Object element : elements) {
      messages.add(message(name -> name.equals(ELEMENT) ? element : inputs.get(name), steps));
    }
    return messages;
  }

  private Map<String, Object> message(Variables variables, Steps steps) throws ExpressionException {
    if (results.size() == 1) { // As of most ops, which need no table for it.
      Map.Entry<String, Expression> only = results.entrySet().iterator().next();
      return Collections.singletonMap(only.getKey(), only.getValue().evaluate(variables, steps));
    }
    Map<String, Object> message = new LinkedHashMap<>();
    for (Map.Entry<String, Expression> result : results.entrySet()) {
      message.put(result.getKey(), result.getValue().evaluate(variables, steps));
    }
    return message;
  }
}
