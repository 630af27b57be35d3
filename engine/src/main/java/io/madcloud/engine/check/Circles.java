package io.madcloud.engine.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** The circles that ops and fields form: ops that produce what they need, by whatever detour. */
final class Circles {

  private final Wiring wiring;
  private final List<int[]> circles;
  private final int[] circleOf;

  /**
   * @param isPart which ops are looked at
   */
  Circles(Wiring wiring, IntPredicate isPart) {
    this.wiring = wiring;
    this.circleOf = new int[wiring.opCount() + wiring.fieldCount()];
    Arrays.fill(circleOf, Wiring.NONE);
    this.circles =
        Components.withCircles(
            circleOf.length,
            node ->
                node < wiring.opCount()
                    ? Arrays.stream(wiring.yields(node)).map(this::node).toArray()
                    : Arrays.stream(wiring.consumers(node - wiring.opCount()))
                        .filter(isPart)
                        .toArray());
    for (int number = 0; number < circles.size(); number++) {
      for (int node : circles.get(number)) {
        circleOf[node] = number;
      }
    }
  }

  private int node(int field) {
    return wiring.opCount() + field;
  }

  int size() {
    return circles.size();
  }

  /** The circle that the op is part of, or {@link Wiring#NONE}. */
  int of(int op) {
    return circleOf[op];
  }

  /** The fields of a circle, ascending. */
  int[] fields(int circle) {
    return Arrays.stream(circles.get(circle))
        .filter(node -> node >= wiring.opCount())
        .map(node -> node - wiring.opCount())
        .sorted()
        .toArray();
  }
}
