package io.madcloud.engine.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.HashSet;
import java.util.Set;

/**
 * A parsed expression, macros expanded.
 *
 * @param identifiers the names it mentions; among them all variables that it uses
 * @param functions the functions and operators it calls
 */
record ParsedExpression(
    CelAbstractSyntaxTree tree, Set<String> identifiers, Set<String> functions) {

  static ParsedExpression of(CelAbstractSyntaxTree tree) {
    Set<String> identifiers = new HashSet<>();
    Set<String> functions = new HashSet<>();
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .forEach(
            node -> {
              if (node.getKind() == CelExpr.ExprKind.Kind.IDENT) {
                identifiers.add(node.expr().ident().name());
              } else if (node.getKind() == CelExpr.ExprKind.Kind.CALL) {
                functions.add(node.expr().call().function());
              }
            });
    return new ParsedExpression(tree, Set.copyOf(identifiers), Set.copyOf(functions));
  }
}
