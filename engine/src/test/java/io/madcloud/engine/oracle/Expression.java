package io.madcloud.engine.oracle;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A type-checked CEL expression. Compiling is slow, so the same text is compiled only once. */
final class Expression {
  /** Numbers compare across types, as the language's specification has it. */
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
  private static final Map<String, CelCompiler> COMPILERS = new ConcurrentHashMap<>();
  private static final Map<String, Expression> COMPILED = new ConcurrentHashMap<>();

  private final CelType type;
  private final CelRuntime.Program program;

  private Expression(CelType type, CelRuntime.Program program) {
    this.type = type;
    this.program = program;
  }

  /** Compiles {@code source} over {@code variables}. */
  static Expression compile(String source, Map<String, CelType> variables) {
    String names = new TreeMap<>(variables).toString();
    CelCompiler compiler = COMPILERS.computeIfAbsent(names, key -> compiler(variables));
    return COMPILED.computeIfAbsent(names + " " + source, key -> compile(source, compiler));
  }

  private static CelCompiler compiler(Map<String, CelType> variables) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    variables.forEach(builder::addVar);
    return builder.build();
  }

  private static Expression compile(String source, CelCompiler compiler) {
    try {
      CelAbstractSyntaxTree tree = compiler.compile(source).getAst();
      return new Expression(tree.getResultType(), RUNTIME.createProgram(tree));
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
      if (result instanceof CelUnknownSet) {
        // What a variable without a value makes of an expression here; elsewhere it is an error.
        return Optional.empty();
      }
      return Optional.of(result == null ? NullValue.NULL_VALUE : result);
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }
}
