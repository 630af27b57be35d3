package io.madcloud.engine.cel;

import dev.cel.checker.CelChecker;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.FieldType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What expressions may use, and the three steps from text to program. Thread-safe.
 *
 * <p>A checker declares all of its functions anew for every expression, which costs twenty times
 * the rest of a compilation. So each checker knows only the functions that an expression calls, and
 * expressions that call the same ones share it.
 */
final class CelEnvironment {

  private static final int MAX_ITERATIONS = 1_000_000;
  private static final int MAX_REGEX_SIZE = 100_000;
  private static final int MAX_CHECKERS = 4_096;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxRegexProgramSize(MAX_REGEX_SIZE)
          .build();

  private final CelStringExtensions strings = CelExtensions.strings();
  private final CelParser parser =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();
  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).addLibraries(strings).build();
  private final Map<Set<String>, CelChecker> checkers = new ConcurrentHashMap<>();

  /**
   * @throws ExpressionException when {@code source} is no expression
   */
  ParsedExpression parse(String source) throws ExpressionException {
    CelValidationResult result = parser.parse(source);
    if (result.hasError()) {
      throw CelMessages.invalid(source, result.getErrors(), Set.of());
    }
    return ParsedExpression.of(treeOf(result));
  }

  /**
   * @param used the variables that the expression uses, with their types
   * @param available all variables that it might use; for messages
   * @throws ExpressionException when the types do not fit
   */
  CheckedExpression check(
      String source, ParsedExpression parsed, Map<String, FieldType> used, Set<String> available)
      throws ExpressionException {
    CelCheckerBuilder builder = checkerFor(parsed.functions()).toCheckerBuilder();
    used.forEach(
        (name, type) ->
            builder.addVarDeclarations(
                CelVarDecl.newVarDeclaration(name, TypeMapping.toCel(type))));
    CelValidationResult result = builder.build().check(parsed.tree());
    if (result.hasError()) {
      throw CelMessages.invalid(source, result.getErrors(), available);
    }
    CelAbstractSyntaxTree tree = treeOf(result);
    try {
      return new CheckedExpression(
          source,
          tree.getResultType(),
          runtime.createProgram(tree),
          ValueMapping.mayHoldBytes(used));
    } catch (CelEvaluationException e) {
      throw new ExpressionException(
          "Expected an expression, but '" + CelMessages.shorten(source) + "': " + e.getMessage(),
          e);
    }
  }

  private CelChecker checkerFor(Set<String> functions) {
    if (checkers.size() >= MAX_CHECKERS) {
      checkers.clear();
    }
    return checkers.computeIfAbsent(functions, this::newChecker);
  }

  private CelChecker newChecker(Set<String> functions) {
    CelCheckerBuilder builder =
        CelCompilerFactory.standardCelCheckerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .filterFunctions(
                        (function, overload) -> functions.contains(function.functionName()))
                    .build());
    for (CelFunctionDecl function : strings.functions()) {
      if (functions.contains(function.name())) {
        builder.addFunctionDeclarations(function);
      }
    }
    return builder.build();
  }

  private static CelAbstractSyntaxTree treeOf(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("Expected a tree after a check without errors", e);
    }
  }
}
