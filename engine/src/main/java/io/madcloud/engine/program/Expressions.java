package io.madcloud.engine.program;

import java.util.Map;

/** The expression language of programs, behind an interface so that the engine does not know it. */
public interface Expressions {

  /**
   * Compiles and type-checks an expression.
   *
   * @param source its text
   * @param variables the names it may use, with their types
   * @param result the type that the value must be assignable to, or null when any will do; {@code
   *     list<any>} stands for any list
   * @throws ExpressionException when it does not parse or type-check; the message names line and
   *     column within the expression where known
   */
  Expression compile(String source, Map<String, FieldType> variables, FieldType result)
      throws ExpressionException;

  /** The element type of a list-valued expression, {@link FieldType#ANY} when it is not known. */
  FieldType elementType(String source, Map<String, FieldType> variables) throws ExpressionException;
}
