package io.madcloud.engine.cel;

import io.madcloud.engine.program.Expression;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Expressions;
import io.madcloud.engine.program.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Common Expression Language with its standard library, standard macros and the strings extension.
 *
 * <p>Thread-safe. What was compiled lately is remembered by its text and the types of the variables
 * that it uses, so the same expression in a thousand ops is compiled once.
 */
public final class CelExpressions implements Expressions {

  private static final int REMEMBERED = 8_192;

  private final CelEnvironment environment = new CelEnvironment();
  private final Map<String, ParsedExpression> parsed = lru();
  private final Map<Key, CheckedExpression> checked = lru();

  private record Key(String source, Map<String, FieldType> variables) {}

  @Override
  public Expression compile(String source, Map<String, FieldType> variables, FieldType result)
      throws ExpressionException {
    CheckedExpression expression = check(source, variables);
    Optional<String> misfit = TypeMapping.misfit(expression.type(), result);
    if (misfit.isPresent()) {
      throw new ExpressionException(
          "Expected an expression of type "
              + (result == null ? FieldType.ANY : result)
              + ", but "
              + CelMessages.quote(source)
              + " is of type "
              + misfit.get());
    }
    return expression;
  }

  @Override
  public FieldType elementType(String source, Map<String, FieldType> variables)
      throws ExpressionException {
    return TypeMapping.elementOf(check(source, variables).type());
  }

  private CheckedExpression check(String source, Map<String, FieldType> variables)
      throws ExpressionException {
    ParsedExpression ast = parsed.get(source);
    if (ast == null) {
      ast = environment.parse(source);
      parsed.put(source, ast);
    }
    Map<String, FieldType> used = new TreeMap<>(variables);
    used.keySet().retainAll(ast.identifiers());
    Key key = new Key(source, used);
    CheckedExpression known = checked.get(key);
    if (known == null) {
      known = environment.check(source, ast, used, variables.keySet());
      checked.put(key, known);
    }
    return known;
  }

  private static <K, V> Map<K, V> lru() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
          }
        });
  }
}
