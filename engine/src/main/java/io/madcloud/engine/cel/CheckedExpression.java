package io.madcloud.engine.cel;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import io.madcloud.engine.program.Expression;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Variables;
import java.util.Optional;
import java.util.Set;

/**
 * An expression ready to run. Thread-safe.
 *
 * @param type what it yields
 * @param reads the variables that it uses
 * @param withBytes the variables whose values may hold bytes, which CEL has a class of its own for
 */
record CheckedExpression(
    String source, CelType type, Program program, Set<String> reads, Set<String> withBytes)
    implements Expression {

  @Override
  public Object evaluate(Variables variables) throws ExpressionException {
    CelVariableResolver resolver =
        name -> {
          Object value = variables.get(name);
          return Optional.ofNullable(withBytes.contains(name) ? ValueMapping.toCel(value) : value);
        };
    try {
      return ValueMapping.toEngine(program.eval(resolver));
    } catch (CelEvaluationException | RuntimeException e) {
      throw CelMessages.failed(source, e);
    } catch (StackOverflowError e) {
      throw new ExpressionException(
          "Expected a value of " + CelMessages.quote(source) + ", but it is nested too deeply");
    }
  }

  @Override
  public String toString() {
    return source;
  }
}
