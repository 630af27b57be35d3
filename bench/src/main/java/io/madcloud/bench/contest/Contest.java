package io.madcloud.bench.contest;

import java.util.ArrayList;
import java.util.List;

/**
 * What is compared with what.
 *
 * @param about one line
 * @param reference the side that the others are compared with
 * @param others in the order of the table
 */
public record Contest(
    String name, String about, Side reference, List<Side> others, List<Target> targets) {

  /** All sides, the reference first. */
  List<Side> sides() {
    List<Side> sides = new ArrayList<>(List.of(reference));
    sides.addAll(others);
    return sides;
  }
}
