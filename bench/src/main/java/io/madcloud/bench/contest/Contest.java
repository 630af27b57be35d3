package io.madcloud.bench.contest;

import io.madcloud.bench.load.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is compared with what.
 *
 * @param about one line
 * @param reference the side that the others are compared with
 * @param others in the order of the table
 * @param load that each side is given
 * @param properties of every side, besides those that all contests have
 */
public record Contest(
    String name,
    String about,
    Side reference,
    List<Side> others,
    List<Target> targets,
    Load load,
    Map<String, String> properties) {

  /** With the usual load and no properties of its own. */
  Contest(String name, String about, Side reference, List<Side> others, List<Target> targets) {
    this(name, about, reference, others, targets, Load.USUAL, Map.of());
  }

  /** All sides, the reference first. */
  List<Side> sides() {
    List<Side> sides = new ArrayList<>(List.of(reference));
    sides.addAll(others);
    return sides;
  }
}
