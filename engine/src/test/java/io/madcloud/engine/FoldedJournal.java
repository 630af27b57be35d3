package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process as an analyst sees it who reads nothing but the journal: the changes of all turns, one
 * after the other.
 */
final class FoldedJournal {

  private static final class FoldedFieldset {
    final String parent;
    boolean closed;
    final Map<String, Change.FieldSet> fields = new TreeMap<>();

    FoldedFieldset(String parent) {
      this.parent = parent;
    }
  }

  private final String process;
  private final Map<String, FoldedFieldset> fieldsets = new LinkedHashMap<>();
  private final List<ProcessView.InvocationView> invocations = new ArrayList<>();
  private final Map<Integer, Map<String, List<Change.Producer>>> inputs = new HashMap<>();
  private Change.StatusChanged status;

  FoldedJournal(String process) {
    this.process = process;
  }

  void fold(Effect.Journal journal) {
    journal.changes().forEach(this::fold);
  }

  private void fold(Change change) {
    if (change instanceof Change.Created created) {
      FoldedFieldset fieldset = new FoldedFieldset(created.parent());
      if (created.parent() != null) {
        fieldset.fields.putAll(fieldsets.get(created.parent()).fields);
      }
      fieldsets.put(created.fieldset(), fieldset);
    } else if (change instanceof Change.FieldSet set) {
      fieldsets.get(set.fieldset()).fields.put(set.field().path(), set);
    } else if (change instanceof Change.FieldDropped dropped) {
      fieldsets.get(dropped.fieldset()).fields.remove(dropped.field().path());
    } else if (change instanceof Change.Closed closed) {
      fieldsets.get(closed.fieldset()).closed = true;
      fieldsets.get(closed.fieldset()).fields.clear();
    } else if (change instanceof Change.Invoked invoked) {
      invoked(invoked);
    } else if (change instanceof Change.Answered answered) {
      become(answered.invocation(), answered.failed() ? "failed" : "done");
    } else if (change instanceof Change.FolderDropped dropped) {
      dropped.invocations().forEach(number -> become(number, "dropped"));
    } else if (change instanceof Change.StatusChanged changed) {
      status(changed);
    }
  }

  private void invoked(Change.Invoked invoked) {
    if (invoked.attempt() > 1) {
      become(invoked.invocation(), "pending");
      return;
    }
    String path = invoked.op().path();
    invocations.add(
        new ProcessView.InvocationView(invoked.invocation(), path, "pending", invoked.fieldset()));
    inputs.put(invoked.invocation(), inputs(invoked.op(), invoked.fieldset()));
  }

  private Map<String, List<Change.Producer>> inputs(Op op, String fieldset) {
    Map<String, List<Change.Producer>> shapedBy = new TreeMap<>();
    for (Field field : op.in().stream().map(slot -> slot.field()).toList()) {
      Change.FieldSet set = fieldsets.get(fieldset).fields.get(field.path());
      shapedBy.put(field.path(), set == null ? List.of() : set.shapedBy());
    }
    return shapedBy;
  }

  private void status(Change.StatusChanged changed) {
    status = changed;
    if (changed.status() == Status.FAILED || changed.status() == Status.CANCELLED) {
      for (ProcessView.InvocationView invocation : List.copyOf(invocations)) {
        if (invocation.status().equals("pending")) {
          become(invocation.id(), "dropped");
        }
      }
    }
  }

  private void become(int invocation, String now) {
    ProcessView.InvocationView known = invocations.get(invocation - 1);
    invocations.set(
        invocation - 1,
        new ProcessView.InvocationView(known.id(), known.op(), now, known.fieldset()));
  }

  /** By input field: who shaped it where the invocation was made, when it was made. */
  Map<String, List<Change.Producer>> inputs(int invocation) {
    return inputs.get(invocation);
  }

  /** The process as the changes so far make it. */
  ProcessView view() {
    List<ProcessView.FieldsetView> shown = new ArrayList<>();
    fieldsets.forEach(
        (id, fieldset) -> {
          Map<String, Object> values = new TreeMap<>();
          fieldset.fields.forEach((path, set) -> values.put(path, set.value()));
          shown.add(new ProcessView.FieldsetView(id, fieldset.parent, fieldset.closed, values));
        });
    return new ProcessView(
        process,
        status.status().text(),
        status.reason() == null ? null : status.reason().text(),
        status.revision(),
        shown,
        List.copyOf(invocations));
  }
}
