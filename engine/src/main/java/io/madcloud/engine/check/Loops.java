package io.madcloud.engine.check;

import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds ops that make each other happen again without end: circles of ops and fields in which
 * nothing says when it is enough. Guarded ops are left out from the beginning: those with {@code
 * when}, with a mask that an op can set, and with {@code each} over a list that may be empty.
 */
final class Loops {

  private static final int SHOWN = 10;

  private final Wiring wiring;
  private final Courses courses;
  private final Report report;
  private final List<int[]> components;
  private final int[] componentOf;
  private final boolean[] reported;

  Loops(Wiring wiring, Courses courses, Report report) {
    this.wiring = wiring;
    this.courses = courses;
    this.report = report;
    this.componentOf = new int[wiring.opCount() + wiring.fieldCount()];
    Arrays.fill(componentOf, Wiring.NONE);
    this.components = Components.withCircles(componentOf.length, this::successors);
    for (int number = 0; number < components.size(); number++) {
      for (int node : components.get(number)) {
        componentOf[node] = number;
      }
    }
    this.reported = new boolean[components.size()];
  }

  private int[] successors(int node) {
    if (node < wiring.opCount()) {
      return Arrays.stream(wiring.yields(node)).map(field -> wiring.opCount() + field).toArray();
    }
    return Arrays.stream(wiring.consumers(node - wiring.opCount()))
        .filter(op -> courses.isUnited(op) && !isGuarded(op))
        .toArray();
  }

  private boolean isGuarded(int number) {
    Op op = wiring.op(number);
    Computation computation = Wiring.computation(op);
    return op.when() != null
        || (computation != null
            && computation.each() != null
            && !computation.each().reads().isEmpty())
        || Arrays.stream(wiring.masks(number)).anyMatch(this::isSetByOps);
  }

  private boolean isSetByOps(int field) {
    return Arrays.stream(wiring.producers(field))
        .anyMatch(op -> courses.isUnited(op) && !wiring.op(op).isNotification());
  }

  /** Says which circles of ops processes of the course can be caught in. */
  void see(Course course) {
    if (reported.length == 0) {
      return;
    }
    Map<Integer, List<Integer>> met = new LinkedHashMap<>();
    for (int place = 1; place < course.reach().opCount(); place++) {
      int op = course.reach().opAt(place);
      if (componentOf[op] != Wiring.NONE && !reported[componentOf[op]]) {
        met.computeIfAbsent(componentOf[op], number -> new ArrayList<>()).add(op);
      }
    }
    met.forEach((component, ops) -> look(course, component, ops));
  }

  private void look(Course course, int component, List<Integer> ops) {
    List<Integer> sorted = ops.stream().sorted().toList();
    int[] fields =
        Arrays.stream(components.get(component))
            .filter(node -> node >= wiring.opCount())
            .map(node -> node - wiring.opCount())
            .sorted()
            .toArray();
    ValueFlow flow = new ValueFlow(course, sorted, fields);
    List<Integer> circle = flow.circle();
    if (!circle.isEmpty()) {
      reported[component] = true;
      report.warn(
          Warning.Kind.ENDLESS_LOOP,
          wiring.op(circle.get(0)),
          "",
          text(circle, flow.isDeterministic()));
    }
  }

  private String text(List<Integer> circle, boolean deterministic) {
    List<String> names =
        circle.stream().map(op -> wiring.op(op).path()).collect(Collectors.toList());
    String shown =
        names.size() <= SHOWN
            ? String.join(" → ", names)
            : String.join(" → ", names.subList(0, SHOWN))
                + " → %s more".formatted(Phrases.number(names.size() - SHOWN));
    String end = deterministic ? "" : ", unless a reply brings nothing new";
    return (names.size() == 1
            ? "This op makes itself happen again and again: "
            : "These ops make each other happen again and again: ")
        + shown
        + " → "
        + names.get(0)
        + ". Neither 'when' nor a mask ends that, so processes fail when they pass a limit"
        + end
        + ". Add a 'when', or a mask on a field that one of them populates when it is enough.";
  }
}
