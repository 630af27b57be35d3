package io.madcloud.engine;

import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
   * @param fieldset the one that it was first fired on; the root, if that was elsewhere
   * @param datacenter the other datacenter that made it; null when it was made here
   */
  public record InvocationView(
      int id, String op, String status, String fieldset, String datacenter) {

    /** One that was made here. */
    public InvocationView(int id, String op, String status, String fieldset) {
      this(id, op, status, fieldset, null);
    }
  }

  static ProcessView of(Process process, Program program) {
    List<FieldsetView> fieldsets = new ArrayList<>();
    for (Fieldset fieldset : process.fieldsets) {
      Map<String, Object> values = new TreeMap<>();
      PresentFields.of(fieldset, program, null)
          .forEach((field, value) -> values.put(field.path(), value));
      String parent = fieldset.parent() < 0 ? null : process.fieldsets.get(fieldset.parent()).id();
      fieldsets.add(new FieldsetView(fieldset.id(), parent, fieldset.isClosed(), values));
    }
    List<InvocationView> invocations = new ArrayList<>();
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      invocations.add(
          new InvocationView(
              number,
              program.op(invocation.op()).path(),
              invocation.state().text(),
              process.fieldsets.get(invocation.fieldset()).id(),
              invocation.elsewhere() == null ? null : invocation.elsewhere().datacenter()));
    }
    return new ProcessView(
        process.id(),
        process.status().text(),
        process.reason() == null ? null : process.reason().text(),
        process.revision(),
        Collections.unmodifiableList(fieldsets),
        Collections.unmodifiableList(invocations));
  }
}
