package io.madcloud.bench.contest;

/**
 * What a side should reach.
 *
 * @param side its name
 * @param bound from below or above as the measure has it
 * @param kind what is bounded
 */
public record Target(String side, Measure measure, double bound, Kind kind) {

  /** What a bound is of. */
  enum Kind {
    RATIO,
    FIGURE
  }

  /** Bounds the ratio to the reference. */
  public Target(String side, Measure measure, double bound) {
    this(side, measure, bound, Kind.RATIO);
  }

  /** Bounds the figure itself, in the measure's unit. */
  static Target ofFigure(String side, Measure measure, double bound) {
    return new Target(side, measure, bound, Kind.FIGURE);
  }
}
