package io.madcloud.engine.cel;

import dev.cel.checker.CelChecker;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What expressions may use, and the three steps from text to program. Thread-safe.
 *
 * <p>A checker declares all of its functions anew for every expression and compares their overloads
 * with one another, which costs ten times the rest of a compilation. So each checker knows only the
 * functions that an expression calls; where the types of the variables and constants say which
 * overloads can matter, only these; and expressions that need the same ones share it.
 */
final class CelEnvironment {

  static final int MAX_LEVELS = 250;
  private static final int MAX_CHARACTERS = 10_000;
  private static final int MAX_CHECKERS = 4_096;

  private static final Set<CelType> CLOSED_TYPES =
      Set.of(
          SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE, SimpleType.STRING, SimpleType.BYTES);

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxParseRecursionDepth(MAX_LEVELS)
          .maxRegexProgramSize(Patterns.MOST_STATES)
          .build();

  private final CelStringExtensions strings = CelExtensions.strings();
  private final CelParser parser =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();
  // Not the newer one that plans: it copies a list for each element that a comprehension adds.
  private final CelRuntime runtime =
      CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).addLibraries(strings).build();
  private final Map<Needs, CelChecker> checkers = new ConcurrentHashMap<>();

  /**
   * What an expression needs of a checker.
   *
   * @param operands the types that its operators may be applied to; empty for all
   */
  private record Needs(Set<String> functions, Set<CelType> operands) {}

  /**
   * @throws ExpressionException when {@code source} is no expression
   */
  ParsedExpression parse(String source) throws ExpressionException {
    if (source.length() > MAX_CHARACTERS) {
      throw new ExpressionException(
          "Expected an expression of at most %d characters, but %s has %d"
              .formatted(MAX_CHARACTERS, CelMessages.quote(source), source.length()));
    }
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
    CelValidationResult result = check(parsed, used, operands(parsed, used));
    if (result.hasError()) {
      result = check(parsed, used, Set.of());
    }
    if (result.hasError()) {
      throw CelMessages.invalid(source, result.getErrors(), available);
    }
    CelAbstractSyntaxTree tree = treeOf(result);
    try {
      CelRuntime.Program program = runtime.createProgram(tree);
      boolean isLiteral = tree.getExpr().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
      return new CheckedExpression(
          source,
          tree.getResultType(),
          isLiteral ? program.eval() : null,
          program,
          Uses.in(tree),
          Set.copyOf(used.keySet()),
          ValueMapping.mayHoldBytes(used));
    } catch (CelEvaluationException e) {
      throw new ExpressionException(
          "Expected an expression, but " + CelMessages.quote(source) + ": " + e.getMessage(), e);
    }
  }

  private CelValidationResult check(
      ParsedExpression parsed, Map<String, FieldType> used, Set<CelType> operands) {
    CelCheckerBuilder builder =
        checkerFor(new Needs(parsed.functions(), operands)).toCheckerBuilder();
    used.forEach(
        (name, type) ->
            builder.addVarDeclarations(
                CelVarDecl.newVarDeclaration(name, TypeMapping.toCel(type))));
    return builder.build().check(parsed.tree());
  }

  private static Set<CelType> operands(ParsedExpression parsed, Map<String, FieldType> used) {
    if (!parsed.closed()) {
      return Set.of();
    }
    Set<CelType> operands = new HashSet<>(parsed.constants());
    used.values().forEach(type -> operands.add(TypeMapping.toCel(type)));
    operands.add(SimpleType.BOOL);
    return CLOSED_TYPES.containsAll(operands) ? operands : Set.of();
  }

  private CelChecker checkerFor(Needs needs) {
    if (checkers.size() >= MAX_CHECKERS) {
      checkers.clear();
    }
    return checkers.computeIfAbsent(needs, this::newChecker);
  }

  private CelChecker newChecker(Needs needs) {
    Set<String> functions = needs.functions();
    CelCheckerBuilder builder =
        CelCompilerFactory.standardCelCheckerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .filterFunctions(
                        (function, overload) ->
                            functions.contains(function.functionName())
                                && applies(overload.celOverloadDecl(), needs.operands()))
                    .build());
    for (CelFunctionDecl function : strings.functions()) {
      if (functions.contains(function.name())) {
        builder.addFunctionDeclarations(function);
      }
    }
    return builder.build();
  }

  private static boolean applies(CelOverloadDecl overload, Set<CelType> operands) {
    return operands.isEmpty()
        || overload.parameterTypes().stream()
            .allMatch(type -> type.kind() == CelKind.TYPE_PARAM || operands.contains(type));
  }

  private static CelAbstractSyntaxTree treeOf(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("Expected a tree after a check without errors", e);
    }
  }
}
