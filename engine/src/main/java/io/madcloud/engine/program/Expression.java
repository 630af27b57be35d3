package io.madcloud.engine.program;

import java.util.Set;

/** A compiled expression: a pure function of its variables. Thread-safe. */
public interface Expression {

  /**
   * Evaluates to an engine value ({@code Boolean}, {@code Long}, {@code Double}, {@code String},
   * {@code Bytes}, {@code Instant}, {@code List}, {@code Map}), or to null when the result is none
   * of these.
   *
   * @param steps that it may take
   * @throws ExpressionException when the evaluation fails, or would take more steps
   */
  Object evaluate(Variables variables, Steps steps) throws ExpressionException;

  /** The names of the variables that the value may depend on. */
  Set<String> reads();
}
