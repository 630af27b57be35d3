package io.madcloud.engine.check;

import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  private final Circles circles;
  private final boolean[] reported;

  Loops(Wiring wiring, Courses courses, Report report) {
    this.wiring = wiring;
    this.courses = courses;
    this.report = report;
    this.circles = new Circles(wiring, op -> courses.isUnited(op) && !isGuarded(op));
    this.reported = new boolean[circles.size()];
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
      int circle = circles.of(op);
      if (circle != Wiring.NONE && !reported[circle]) {
        met.computeIfAbsent(circle, number -> new ArrayList<>()).add(op);
      }
    }
    met.forEach((circle, ops) -> look(course, circle, ops));
  }

  private void look(Course course, int circle, List<Integer> ops) {
    ValueFlow flow = new ValueFlow(course, ops.stream().sorted().toList(), circles.fields(circle));
    List<Integer> loop = flow.loop();
    if (!loop.isEmpty()) {
      reported[circle] = true;
      report.warn(
          Warning.Kind.ENDLESS_LOOP,
          wiring.op(loop.get(0)),
          "",
          text(loop, flow.isDeterministic()));
    }
  }

  private String text(List<Integer> loop, boolean deterministic) {
    List<String> names = loop.stream().map(op -> wiring.op(op).path()).toList();
    String shown = String.join(" → ", names.subList(0, Math.min(SHOWN, names.size())));
    if (names.size() > SHOWN) {
      shown += " → %s more".formatted(Phrases.number(names.size() - SHOWN));
    }
    return "%s happen again and again: %s → %s. Neither 'when' nor a mask ends that, so processes"
            .formatted(
                names.size() == 1 ? "This op makes itself" : "These ops make each other",
                shown,
                names.get(0))
        + " fail when they pass a limit"
        + (deterministic ? "" : ", unless a reply brings nothing new")
        + ". Add a 'when', or a mask on a field that one of them populates when it is enough.";
  }
}
