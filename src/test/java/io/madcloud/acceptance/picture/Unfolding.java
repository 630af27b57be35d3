package io.madcloud.acceptance.picture;

import io.madcloud.serdes.Values;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Closed;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.FieldDropped;
import io.madcloud.wire.Forked;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells from the journal of one process, step by step, what became of it. */
final class Unfolding {

  /**
   * One step.
   *
   * @param notes what happened to each fieldset that it touched; it may be nothing to tell
   * @param parents the fieldset that each new one was forked from
   * @param closed fieldsets that end here
   */
  record Step(
      String title,
      Map<String, List<String>> notes,
      Map<String, String> parents,
      Set<String> closed) {

    private Step(String title) {
      this(title, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, String> ops = new HashMap<>();

  private Unfolding() {}

  static List<Step> of(List<Turn> turns) {
    Unfolding unfolding = new Unfolding();
    turns.forEach(unfolding::take);
    return unfolding.steps;
  }

  private void take(Turn turn) {
    if (turn.getCause() instanceof Arrival arrival) {
      begin("event " + arrival.getNotification().getOp());
    }
    Set<Integer> atOnce =
        turn.getChanges().stream()
            .filter(Answered.class::isInstance)
            .map(change -> ((Answered) change).getInvocation())
            .collect(Collectors.toSet());
    for (Object change : turn.getChanges()) {
      take(change, atOnce);
    }
  }

  private void take(Object change, Set<Integer> atOnce) {
    if (change instanceof Invoked invoked) {
      ops.put(invoked.getInvocation(), invoked.getOp());
      boolean inProcess = atOnce.contains(invoked.getInvocation());
      begin((inProcess ? "" : "call ") + invoked.getOp());
      touched(invoked.getFieldset());
    } else if (change instanceof Answered answered) {
      String op = ops.get(answered.getInvocation());
      if (!current().title.equals(op)) {
        boolean done = answered.getStatus() == InvocationStatus.DONE;
        begin((done ? "reply of " : "failure of ") + op);
      }
    } else if (change instanceof Forked forked) {
      current().parents.put(forked.getFieldset(), forked.getParent());
      touched(forked.getFieldset());
    } else if (change instanceof Closed closed) {
      current().closed.add(closed.getFieldset());
    } else if (change instanceof FieldChanged changed) {
      touched(changed.getFieldset()).add(changed.getField() + " = " + shown(changed.getValue()));
    } else if (change instanceof FieldDropped dropped) {
      touched(dropped.getFieldset()).add(dropped.getField() + " is dropped");
    } else if (change instanceof StatusChanged status
        && status.getStatus() != ProcessStatus.RUNNING) {
      begin("the process is " + status.getStatus().name().toLowerCase(Locale.ROOT));
    }
  }

  private void begin(String title) {
    steps.add(new Step(title));
  }

  private Step current() {
    return steps.get(steps.size() - 1);
  }

  private List<String> touched(String fieldset) {
    return current().notes.computeIfAbsent(fieldset, unused -> new ArrayList<>());
  }

  private static String shown(Object value) {
    return value instanceof String text ? '"' + text + '"' : String.valueOf(Values.fromWire(value));
  }
}
