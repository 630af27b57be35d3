package io.madcloud.engine.program;

import java.util.LinkedHashMap;
import java.util.Map;

/** Compiles the expressions of one op. */
final class OpExpressions {

  private final Expressions expressions;
  private final OpSpec spec;
  private final Map<String, FieldType> inputs;
  private final Report report;

  /**
   * @param inputs what the expressions may use, by local name
   */
  OpExpressions(
      Expressions expressions, OpSpec spec, Map<String, FieldType> inputs, Report report) {
    this.expressions = expressions;
    this.spec = spec;
    this.inputs = inputs;
    this.report = report;
  }

  /** Returns null when there is a mistake, which is reported. */
  Expression when() {
    return compile("when", spec.when(), inputs, FieldType.BOOLEAN);
  }

  /**
   * Compiles {@code expr} and {@code each}. What has a mistake, which is reported, is left out.
   *
   * @param outputs the types of the fields in {@code out}, by local name
   */
  Computation computation(Map<String, FieldType> outputs) {
    boolean each = spec.each() != null && !spec.in().isEmpty();
    Expression elements = each ? each() : null;
    Map<String, FieldType> variables = each ? withElement(elements != null) : inputs;
    Map<String, Expression> results = new LinkedHashMap<>();
    spec.expr()
        .forEach(
            (name, source) -> {
              FieldType type = outputs.get(name);
              if (type != null) {
                results.put(name, compile("expr." + name, source, variables, type));
              } else if (!outputs.isEmpty()) {
                report.mistake("expr." + name, notInOut(name, outputs));
              }
            });
    return new Computation(results, elements);
  }

  static String notInOut(String name, Map<String, FieldType> outputs) {
    return "Expected a field of 'out' (%s), but found '%s'%s"
        .formatted(
            String.join(", ", outputs.keySet()), name, DidYouMean.ending(name, outputs.keySet()));
  }

  private Expression each() {
    if (inputs.containsKey(Computation.ELEMENT)) {
      report.mistake(
          "each",
          "Expected no input called '%s' beside 'each', but there is one; rename it"
              .formatted(Computation.ELEMENT));
    }
    return compile("each", spec.each(), inputs, FieldType.listOf(FieldType.ANY));
  }

  private Map<String, FieldType> withElement(boolean known) {
    Map<String, FieldType> variables = new LinkedHashMap<>(inputs);
    try {
      variables.put(
          Computation.ELEMENT,
          known ? expressions.elementType(spec.each(), inputs) : FieldType.ANY);
    } catch (ExpressionException e) {
      throw new IllegalStateException("Expected 'each' to compile as it did before", e);
    }
    return variables;
  }

  private Expression compile(
      String part, String source, Map<String, FieldType> variables, FieldType type) {
    try {
      return expressions.compile(source, variables, type);
    } catch (ExpressionException e) {
      report.mistake(part, e.getMessage());
      return null;
    }
  }
}
