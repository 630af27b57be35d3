package io.madcloud.engine.check;

import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.Expression;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Those that can populate one field in a course, and how many of them can at most do so in one
 * process with values of their own.
 */
final class Producers {

  private final Course course;
  private final Wiring wiring;
  private final int field;
  private final boolean event;
  private final List<Integer> ops = new ArrayList<>(2);

  Producers(Course course, int field) {
    this.course = course;
    this.wiring = course.wiring();
    this.field = field;
    this.event = course.eventMaySet(field);
    for (int op : wiring.producers(field)) {
      if (course.isProducer(op)) {
        ops.add(op);
      }
    }
  }

  /** How many there are. */
  int size() {
    return ops.size() + (event ? 1 : 0);
  }

  /** Those of them that are no notifications. */
  List<Integer> ops() {
    return ops;
  }

  /** Their paths. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    if (event) {
      paths.add(course.notification().path());
    }
    ops.forEach(op -> paths.add(wiring.op(op).path()));
    return paths;
  }

  /** How many of them can give the field a value of their own in one process. */
  int values(Needs needs) {
    List<Integer> free = new ArrayList<>();
    List<Integer> early = new ArrayList<>();
    List<Integer> held = new ArrayList<>();
    for (int op : ops) {
      if (!Wiring.contains(wiring.masks(op), field)) {
        free.add(op);
      } else if (!wiring.waits(op) || wiring.op(op).spec().dropsWhenMasked()) {
        held.add(op);
      } else if (isFirst(op, needs)) {
        early.add(op);
      }
    }
    Branches branches = new Branches(course, needs, field);
    int withEvent = event ? branches.mostTogether(distinct(free, true)) : 0;
    free.addAll(early);
    boolean more =
        held.stream().anyMatch(op -> free.stream().noneMatch(o -> precedes(o, op, needs)));
    int withoutEvent =
        course.eventSets(field) ? 0 : branches.mostTogether(distinct(free, false)) + (more ? 1 : 0);
    return Math.max(withEvent, withoutEvent);
  }

  /** Whether the op can be called before any other of them has answered. */
  private boolean isFirst(int op, Needs needs) {
    Needs.Tokens tokens = new Needs.Tokens(wiring);
    return ops.stream().noneMatch(other -> needs.needs(op, tokens.answer(other)));
  }

  /** Whether the first op, if it happens, happens before the second can. */
  private boolean precedes(int first, int second, Needs needs) {
    Needs.Tokens tokens = new Needs.Tokens(wiring);
    return first < second
        && !wiring.waits(first)
        && !new Replies(course)
            .precedes(first, awaited -> !needs.needs(second, tokens.answer(awaited)));
  }

  /** One for each value that can be another than the others. */
  private Collection<Integer> distinct(List<Integer> producers, boolean withEvent) {
    Map<String, Integer> values = new TreeMap<>();
    if (withEvent) {
      values.put(value(course.start()), course.start());
    }
    producers.forEach(op -> values.putIfAbsent(value(op), op));
    return values.values();
  }

  /** Says what the value is made of: it is equal where that is equal. */
  private String value(int number) {
    Op op = wiring.op(number);
    Computation computation = Wiring.computation(op);
    for (Slot slot : op.out()) {
      if (slot.field().number() == field && computation != null && computation.each() == null) {
        Expression result = computation.results().get(slot.local());
        if (result != null) {
          return "= " + op.spec().expr().get(slot.local()) + inputs(op, result);
        }
      }
    }
    return op.path();
  }

  private static String inputs(Op op, Expression expression) {
    StringBuilder inputs = new StringBuilder();
    for (Slot slot : op.isNotification() ? op.out() : op.in()) {
      if (expression.reads().contains(slot.local())) {
        inputs.append(' ').append(slot.local()).append(':').append(slot.field().path());
      }
    }
    return inputs.toString();
  }
}
