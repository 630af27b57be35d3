package io.madcloud.acceptance.monitoring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an expression selects: metrics, and which of their series.
 *
 * @param metrics one, or several that a matcher of the name lists
 * @param matchers without that of the name
 */
record Selector(Set<String> metrics, List<Matcher> matchers) {

  /**
   * A condition on a label.
   *
   * @param operator =, !=, =~ or !~
   */
  record Matcher(String label, String operator, String value) {

    /** Whether a series with these labels meets it; a label that is not there is empty. */
    boolean takes(Map<String, String> labels) {
      String found = labels.getOrDefault(label, "");
      return switch (operator) {
        case "=" -> found.equals(value);
        case "!=" -> !found.equals(value);
        case "=~" -> Pattern.matches(value, found);
        case "!~" -> !Pattern.matches(value, found);
        default -> throw new AssertionError("Expected an operator, but found " + operator);
      };
    }

    /** Whether a dashboard fills the value in when somebody looks at it. */
    boolean isVariable() {
      return value.contains("$");
    }
  }
}
