package io.madcloud.engine.oracle;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A type-checked CEL expression. */
final class Expression {
  private static final Map<String, Expression> COMPILED = new ConcurrentHashMap<>();

  private final CelType type;
  private final CelRuntime.Program program;

  private Expression(CelType type, CelRuntime.Program program) {
    this.type = type;
    this.program = program;
  }

  /** Compiles {@code source} over {@code variables}; the same text is compiled only once. */
  static Expression compile(String source, Map<String, CelType> variables) {
    String key = new TreeMap<>(variables) + " " + source;
    Expression known = COMPILED.get(key);
    if (known == null) {
      known = compileAnew(source, variables);
      COMPILED.put(key, known);
    }
    return known;
  }

  private static Expression compileAnew(String source, Map<String, CelType> variables) {
    CelBuilder builder =
        CelFactory.standardCelBuilder().setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    variables.forEach(builder::addVar);
    Cel cel = builder.build();
    try {
      CelAbstractSyntaxTree tree = cel.compile(source).getAst();
      return new Expression(tree.getResultType(), cel.createProgram(tree));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new InvalidProgram("Expected an expression, but " + e.getMessage());
    }
  }

  CelType type() {
    return type;
  }

  /** The result, or empty if the evaluation failed. */
  Optional<Object> evaluate(Map<String, Object> variables) {
    try {
      Object result = program.eval(variables);
      return Optional.of(result == null ? NullValue.NULL_VALUE : result);
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }
}
