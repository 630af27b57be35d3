package io.madcloud.engine.oracle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An op of the program.
 *
 * @param in the inputs by local name, in the order of the program
 * @param out the outputs by local name
 * @param mask the paths of the mask fields
 * @param expressions the expressions by the local name of the field that they compute
 * @param each the expression of the list to go through, or null
 * @param when the condition, or null
 * @param fail the path of the field that takes a failure, or null
 * @param delayMs how long a timer takes
 * @param onFailure what its failure does to others
 */
record Op(
    String path,
    Kind kind,
    Map<String, Field> in,
    Map<String, Field> out,
    List<String> mask,
    Map<String, Expression> expressions,
    Expression each,
    Expression when,
    String fail,
    long delayMs,
    int attempts,
    OnFailure onFailure,
    boolean dropsWhenMasked,
    boolean catchUp) {

  /**
   * What a failure does to others.
   *
   * @param word as it is written
   * @param folder that is dropped, if that is what it does
   */
  record OnFailure(String word, String folder) {}

  /** What an op does. */
  enum Kind {
    NOTIFICATION,
    EXPR,
    PUBLISH,
    CALL,
    AFTER
  }

  /** Whether its reply comes at once. */
  boolean inProcess() {
    return kind == Kind.EXPR || kind == Kind.PUBLISH;
  }

  /** Whether it can produce the field at {@code path}, by its replies or by its failure. */
  boolean canProduce(String path) {
    return path.equals(fail) || out.values().stream().anyMatch(each -> each.path().equals(path));
  }

  boolean whenHolds(Map<String, Object> inputs) {
    if (when == null) {
      return true;
    }
    Optional<Object> result = when.evaluate(inputs);
    return result.isPresent() && result.get().equals(true);
  }
}
