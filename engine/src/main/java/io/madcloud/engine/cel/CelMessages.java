package io.madcloud.engine.cel;

import dev.cel.common.CelIssue;
import io.madcloud.engine.program.ExpressionException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** CEL's messages, made short: what is wrong, and where in the expression. */
final class CelMessages {

  private static final int MAX_ISSUES = 3;
  private static final int MAX_SOURCE = 60;
  private static final int MAX_NAMES = 8;

  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '(.+?)' applied to '(.*?)'(?: \\(cand.*)?");
  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '(.+?)' \\(in container '.*'\\)");
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?:(?:mismatched|extraneous) input '|reserved identifier: )(in|(?<=: )\\w+)\\b.*",
          Pattern.DOTALL);
  private static final Pattern OPERATOR = Pattern.compile("@?_*(.+?)_*");
  private static final Pattern EVALUATION =
      Pattern.compile("evaluation error(?: at [^:]*:(\\d+))?: (.*)", Pattern.DOTALL);

  private CelMessages() {}

  /**
   * @param variables those that the expression might use; none when they do not matter
   */
  static ExpressionException invalid(String source, List<CelIssue> issues, Set<String> variables) {
    String what =
        issues.stream()
            .limit(MAX_ISSUES)
            .map(issue -> place(issue) + explain(source, issue.getMessage(), variables))
            .distinct()
            .collect(Collectors.joining("; "));
    return new ExpressionException(
        "Expected a valid expression, but " + quote(source) + " is none: " + what);
  }

  static ExpressionException failed(String source, Exception cause) {
    String message = String.valueOf(cause.getMessage());
    Matcher matcher = EVALUATION.matcher(message);
    String what = message;
    if (matcher.matches()) {
      String offset = matcher.group(1);
      what = matcher.group(2) + (offset == null ? "" : " (at character " + offset + ")");
    }
    return new ExpressionException(
        "Expected a value of " + quote(source) + ", but its evaluation failed: " + what, cause);
  }

  /** The expression on one line, shortened. */
  static String quote(String source) {
    String line = source.strip().replaceAll("\\s+", " ");
    return "`"
        + (line.length() <= MAX_SOURCE ? line : line.substring(0, MAX_SOURCE - 1) + "…")
        + "`";
  }

  private static String place(CelIssue issue) {
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn();
    return line < 1 || column < 0 ? "" : "at " + line + ":" + (column + 1) + " ";
  }

  private static String explain(String source, String message, Set<String> variables) {
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return operator(overload.group(1)) + " does not apply to " + inOurWords(overload.group(2));
    }
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return undeclared(source.strip(), undeclared.group(1), variables);
    }
    Matcher word = RESERVED.matcher(message);
    if (word.matches()) {
      return "'%1$s' is a word of the language itself; an input needs another name: {OTHER: %1$s}"
          .formatted(word.group(1));
    }
    if (message.contains("recursion limit")) {
      return "it is nested more than " + CelEnvironment.MAX_LEVELS + " deep";
    }
    int expecting = message.indexOf(" expecting {");
    return expecting < 0 ? message : message.substring(0, expecting);
  }

  private static String undeclared(String source, String name, Set<String> variables) {
    if (source.contains(name + "(")) {
      return "there is no function '" + name + "'";
    }
    String quotes = source.equals(name) ? "; a text has quotes of its own: \"'" + name + "'\"" : "";
    return "'" + name + "' is not known" + known(variables) + quotes;
  }

  /** CEL's names of types as programs write them. */
  private static String inOurWords(String types) {
    return types.replaceAll("\\bint\\b", "long").replaceAll("\\bbool\\b", "boolean");
  }

  private static String operator(String function) {
    if (function.equals("_?_:_")) {
      return "'? :'";
    }
    Matcher matcher = OPERATOR.matcher(function);
    return "'" + (matcher.matches() ? matcher.group(1) : function) + "'";
  }

  private static String known(Set<String> variables) {
    if (variables.isEmpty()) {
      return "";
    }
    String names =
        new TreeSet<>(variables).stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    return " (known are " + names + (variables.size() > MAX_NAMES ? ", …)" : ")");
  }
}
