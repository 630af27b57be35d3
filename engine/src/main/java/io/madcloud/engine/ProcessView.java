package io.madcloud.engine;

import java.util.List;
import java.util.Map;

/**
 * A process as people see it, in the words of scenario outcomes.
 *
 * @param reason null unless the process failed
 * @param revision the number of outcomes so far
 * @param fieldsets in order of creation
 * @param invocations in order of creation
 */
public record ProcessView(
    String id,
    String status,
    String reason,
    int revision,
    List<FieldsetView> fieldsets,
    List<InvocationView> invocations) {

  /**
   * A fieldset.
   *
   * @param parent null for the root
   * @param fields by path, sorted
   */
  public record FieldsetView(
      String id, String parent, boolean closed, Map<String, Object> fields) {}

  /**
   * An invocation.
   *
   * @param fieldset the one that it was first fired on
   */
  public record InvocationView(int id, String op, String status, String fieldset) {}
}
