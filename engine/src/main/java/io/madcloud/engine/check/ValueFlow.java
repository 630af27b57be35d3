package io.madcloud.engine.check;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.Expression;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How changes of values spread among some ops of a course: the steps from one field, by an op, to
 * another. What a field settles at ends its spreading, so there is no step
 *
 * <ul>
 *   <li>to a field of the policy {@code first} by an op that needs that field, as the op comes
 *       after its first value; nor to a boolean of the policy {@code max} or {@code min};
 *   <li>where all ops compute by expressions, and none to a field of the policy {@code sum}, which
 *       changes with every contribution: to a field from one that its expression does not read, as
 *       an equal value changes nothing; but two ops can take turns in changing one field, and
 *       fields of the policy {@code union} can take turns in shaping each other.
 * </ul>
 */
final class ValueFlow {

  private record Step(int from, int op, int to) {}

  private final Course course;
  private final Wiring wiring;
  private final int[] fields;
  private final Map<Integer, Integer> places = new HashMap<>();
  private final boolean deterministic;
  private final Optional<Needs> needs;
  private final Map<Integer, Integer> producers = new HashMap<>();
  private final List<List<Step>> steps = new ArrayList<>();

  /**
   * @param ops in ascending order
   * @param fields between which changes spread
   */
  ValueFlow(Course course, List<Integer> ops, int[] fields) {
    this.course = course;
    this.wiring = course.wiring();
    this.fields = fields;
    for (int field : fields) {
      places.put(field, places.size());
      steps.add(new ArrayList<>());
    }
    this.deterministic = ops.stream().allMatch(this::computes) && !hasSum();
    this.needs = needs();
    ops.forEach(this::countProducts);
    ops.forEach(this::addSteps);
  }

  /** Whether the ops give the same values for the same values. */
  boolean isDeterministic() {
    return deterministic;
  }

  private boolean computes(int op) {
    Action action = wiring.op(op).action();
    return action instanceof Action.Compute || action instanceof Action.After;
  }

  private boolean hasSum() {
    for (int field : fields) {
      if (wiring.field(field).merge() == Merge.SUM) {
        return true;
      }
    }
    return false;
  }

  private Optional<Needs> needs() {
    Set<Integer> firsts = new HashSet<>();
    for (int field : fields) {
      if (wiring.field(field).merge() == Merge.FIRST) {
        firsts.add(new Needs.Tokens(wiring).field(field));
      }
    }
    return firsts.isEmpty() ? Optional.empty() : Needs.of(course, firsts::contains);
  }

  private void countProducts(int op) {
    for (int to : wiring.yields(op)) {
      producers.merge(to, 1, Integer::sum);
    }
  }

  private void addSteps(int op) {
    for (int to : wiring.yields(op)) {
      if (places.containsKey(to) && !settles(op, to)) {
        for (Slot slot : wiring.op(op).in()) {
          int from = slot.field().number();
          if (places.containsKey(from) && (isReshaped(from, to) || spreads(op, slot, to))) {
            steps.get(places.get(from)).add(new Step(from, op, to));
          }
        }
      }
    }
  }

  private boolean settles(int op, int to) {
    Field field = wiring.field(to);
    return switch (field.merge()) {
      case FIRST -> needs.isEmpty() || needs.get().needs(op, new Needs.Tokens(wiring).field(to));
      case MAX, MIN -> field.type().equals(FieldType.BOOLEAN);
      default -> false;
    };
  }

  /**
   * Whether a new value of one field gives the other one new producers: a contribution to a union
   * is removed with its reason, and made again by another invocation.
   */
  private boolean isReshaped(int from, int to) {
    return from != to && wiring.field(to).merge() == Merge.UNION;
  }

  private boolean spreads(int number, Slot input, int to) {
    if (!deterministic || producers.get(to) > 1 || wiring.failure(number) == to) {
      return true;
    }
    Op op = wiring.op(number);
    Computation computation = Wiring.computation(op);
    for (Slot slot : op.out()) {
      if (slot.field().number() == to) {
        Expression result = computation.results().get(slot.local());
        boolean byElement =
            computation.each() != null && computation.each().reads().contains(input.local());
        return byElement || (result != null && result.reads().contains(input.local()));
      }
    }
    return false;
  }

  /** The ops of a loop, beginning with the first op that is in one; empty when there is none. */
  List<Integer> loop() {
    List<int[]> components =
        Components.withCircles(
            fields.length,
            place -> steps.get(place).stream().mapToInt(step -> places.get(step.to)).toArray());
    Step first = null;
    Set<Integer> inside = Set.of();
    for (int[] component : components) {
      Set<Integer> circling = new HashSet<>();
      for (int place : component) {
        circling.add(fields[place]);
      }
      for (int place : component) {
        for (Step step : steps.get(place)) {
          if (circling.contains(step.to) && (first == null || step.op < first.op)) {
            first = step;
            inside = circling;
          }
        }
      }
    }
    return first == null ? List.of() : closed(first, inside);
  }

  /** Finds the shortest way back from where a step leads to where it begins. */
  private List<Integer> closed(Step first, Set<Integer> inside) {
    Map<Integer, Step> reachedBy = new HashMap<>();
    reachedBy.put(first.to, first);
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(first.to));
    while (!reachedBy.containsKey(first.from)) {
      for (Step step : steps.get(places.get(open.remove()))) {
        if (inside.contains(step.to) && reachedBy.putIfAbsent(step.to, step) == null) {
          open.add(step.to);
        }
      }
    }
    ArrayDeque<Integer> circle = new ArrayDeque<>();
    Step step = reachedBy.get(first.from);
    while (!step.equals(first)) {
      circle.addFirst(step.op);
      step = reachedBy.get(step.from);
    }
    circle.addFirst(first.op);
    return circle.stream().distinct().toList();
  }
}
