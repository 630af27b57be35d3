package io.madcloud.topology;

import io.madcloud.engine.ProcessView;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Closed;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.FieldDropped;
import io.madcloud.wire.FolderDropped;
import io.madcloud.wire.Forked;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process as somebody sees it who reads the journal's records, and turn.avdl, and nothing else.
 */
final class JournalFold {

  private static final String ROOT = "0";

  private final Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
  private final Map<String, String> parents = new LinkedHashMap<>();
  private final List<String> closed = new ArrayList<>();
  private final List<ProcessView.InvocationView> invocations = new ArrayList<>();
  private final String process;
  private StatusChanged status;
  private int outcomes;
  private long turn;
  private int part;
  private boolean complete = true;

  private JournalFold(String process) {
    this.process = process;
    fields.put(ROOT, new TreeMap<>());
  }

  /** Folds all turns of one process, which must be without gaps. */
  static ProcessView of(List<Turn> turns) {
    JournalFold fold = new JournalFold(turns.get(0).getProcess());
    turns.forEach(fold::fold);
    if (!fold.complete) {
      throw new AssertionError("Expected the last part of turn " + fold.turn + ", but it ends");
    }
    return fold.view();
  }

  private void fold(Turn record) {
    long expectedTurn = complete ? turn + 1 : turn;
    int expectedPart = complete ? 0 : part + 1;
    if (record.getTurn() != expectedTurn || record.getPart() != expectedPart) {
      throw new AssertionError(
          "Expected turn %d part %d, but %d part %d"
              .formatted(expectedTurn, expectedPart, record.getTurn(), record.getPart()));
    }
    if ((record.getCause() == null) != (record.getPart() > 0)) {
      throw new AssertionError("Expected a cause in the first part alone, but " + record);
    }
    turn = record.getTurn();
    part = record.getPart();
    complete = record.getLast();
    record.getChanges().forEach(this::fold);
  }

  private void fold(Object change) {
    if (change instanceof FieldChanged set) {
      fields.get(set.getFieldset()).put(set.getField(), Values.fromWire(set.getValue()));
    } else if (change instanceof FieldDropped dropped) {
      fields.get(dropped.getFieldset()).remove(dropped.getField());
    } else if (change instanceof Forked forked) {
      fields.put(forked.getFieldset(), new TreeMap<>(fields.get(forked.getParent())));
      parents.put(forked.getFieldset(), forked.getParent());
    } else if (change instanceof Closed shut) {
      closed.add(shut.getFieldset());
      fields.get(shut.getFieldset()).clear();
    } else if (change instanceof Invoked invoked && invoked.getAttempt() > 1) {
      become(invoked.getInvocation(), "PENDING");
    } else if (change instanceof Invoked invoked) {
      invocations.add(
          new ProcessView.InvocationView(
              invoked.getInvocation(), invoked.getOp(), "pending", invoked.getFieldset()));
    } else if (change instanceof Answered answered) {
      become(answered.getInvocation(), answered.getStatus().name());
    } else if (change instanceof FolderDropped dropped) {
      dropped.getInvocations().forEach(number -> become(number, "DROPPED"));
    } else if (change instanceof StatusChanged changed) {
      become(changed);
      if (changed.getStatus() == ProcessStatus.FAILED
          || changed.getStatus() == ProcessStatus.CANCELLED) {
        drop();
      }
    }
  }

  private void become(StatusChanged changed) {
    status = changed;
    boolean runs = changed.getStatus() == ProcessStatus.RUNNING;
    if (runs != (changed.getOutcome() == 0)) {
      throw new AssertionError("Expected an outcome of a process that stopped, but " + changed);
    }
    outcomes = runs ? outcomes : changed.getOutcome();
  }

  private void drop() {
    for (int number = 1; number <= invocations.size(); number++) {
      if (invocations.get(number - 1).status().equals("pending")) {
        become(number, "DROPPED");
      }
    }
  }

  private void become(int number, String now) {
    ProcessView.InvocationView known = invocations.get(number - 1);
    String text = now.toLowerCase(Locale.ROOT);
    invocations.set(
        number - 1, new ProcessView.InvocationView(known.id(), known.op(), text, known.fieldset()));
  }

  private ProcessView view() {
    List<ProcessView.FieldsetView> shown = new ArrayList<>();
    fields.forEach(
        (id, values) ->
            shown.add(
                new ProcessView.FieldsetView(id, parents.get(id), closed.contains(id), values)));
    return new ProcessView(
        process,
        status.getStatus().name().toLowerCase(Locale.ROOT),
        status.getReason(),
        outcomes,
        shown,
        invocations);
  }
}
