package io.madcloud.engine.cel;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import io.madcloud.engine.program.Expression;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Steps;
import io.madcloud.engine.program.Variables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An expression ready to run. Thread-safe.
 *
 * @param type what it yields
 * @param literal its value as CEL has it, if it is nothing but a literal; null for all others
 * @param uses what becomes of the values of its parts
 * @param reads the variables that it uses
 * @param withBytes the variables whose values may hold bytes, which CEL has a class of its own for
 */
record CheckedExpression(
    String source,
    CelType type,
    Object literal,
    CelRuntime.Program program,
    Uses uses,
    Set<String> reads,
    Set<String> withBytes)
    implements Expression {

  @Override
  public Object evaluate(Variables variables, Steps steps) throws ExpressionException {
    Meter meter = new Meter(uses, steps);
    try {
      Object value =
          literal == null ? program.trace(values(variables, meter), meter) : meter.literal(literal);
      if (value instanceof CelUnknownSet) {
        throw new ExpressionException(
            "Expected a value of %s, but a variable in it has none"
                .formatted(CelMessages.quote(source)));
      }
      meter.walk(value);
      return ValueMapping.toEngine(value);
    } catch (CelEvaluationException | RuntimeException e) {
      throw CelMessages.failed(source, e);
    } catch (Meter.TooManySteps e) {
      throw new ExpressionException(
          "Expected a value of %s within %d steps, but its evaluation takes more"
              .formatted(CelMessages.quote(source), steps.most()));
    } catch (StackOverflowError e) {
      throw new ExpressionException(
          "Expected a value of " + CelMessages.quote(source) + ", but it is nested too deeply");
    }
  }

  private CelVariableResolver values(Variables variables, Meter meter) {
    if (withBytes.isEmpty()) {
      return name -> Optional.ofNullable(variables.get(name));
    }
    Map<String, Optional<Object>> converted = new HashMap<>();
    return name ->
        converted.computeIfAbsent(
            name,
            unknown -> {
              Object value = variables.get(name);
              if (!withBytes.contains(name)) {
                return Optional.ofNullable(value);
              }
              meter.walk(value);
              return Optional.ofNullable(ValueMapping.toCel(value));
            });
  }

  @Override
  public String toString() {
    return source;
  }
}
