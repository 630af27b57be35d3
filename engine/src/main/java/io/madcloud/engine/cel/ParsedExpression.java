package io.madcloud.engine.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * A parsed expression, macros expanded.
 *
 * @param identifiers the names it mentions; among them all variables that it uses
 * @param functions the functions and operators it calls
 * @param constants the types of its constants
 * @param closed whether its parts can only be of the types of its variables and constants, or
 *     boolean, as long as those are boolean, int, double, string or bytes
 */
record ParsedExpression(
    CelAbstractSyntaxTree tree,
    Set<String> identifiers,
    Set<String> functions,
    Set<CelType> constants,
    boolean closed) {

  private static final Set<CelExpr.ExprKind.Kind> CLOSED_KINDS =
      EnumSet.of(
          CelExpr.ExprKind.Kind.IDENT, CelExpr.ExprKind.Kind.CONSTANT, CelExpr.ExprKind.Kind.CALL);

  private static final Set<String> CLOSED_OPERATORS =
      Set.of(
          "_+_", "_-_", "_*_", "_/_", "_%_", "-_", "!_", "_&&_", "_||_", "_==_", "_!=_", "_<_",
          "_<=_", "_>_", "_>=_", "_?_:_");

  static ParsedExpression of(CelAbstractSyntaxTree tree) {
    Set<String> identifiers = new HashSet<>();
    Set<String> functions = new HashSet<>();
    Set<CelType> constants = new HashSet<>();
    Set<CelExpr.ExprKind.Kind> kinds = EnumSet.noneOf(CelExpr.ExprKind.Kind.class);
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .forEach(
            node -> {
              kinds.add(node.getKind());
              if (node.getKind() == CelExpr.ExprKind.Kind.IDENT) {
                identifiers.add(node.expr().ident().name());
              } else if (node.getKind() == CelExpr.ExprKind.Kind.CALL) {
                functions.add(node.expr().call().function());
              } else if (node.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
                constants.add(typeOf(node.expr().constant()));
              }
            });
    return new ParsedExpression(
        tree,
        Set.copyOf(identifiers),
        Set.copyOf(functions),
        Set.copyOf(constants),
        CLOSED_KINDS.containsAll(kinds) && CLOSED_OPERATORS.containsAll(functions));
  }

  private static CelType typeOf(CelConstant constant) {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> SimpleType.BOOL;
      case INT64_VALUE -> SimpleType.INT;
      case DOUBLE_VALUE -> SimpleType.DOUBLE;
      case STRING_VALUE -> SimpleType.STRING;
      case BYTES_VALUE -> SimpleType.BYTES;
      default -> SimpleType.DYN;
    };
  }
}
