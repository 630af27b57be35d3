package io.madcloud.bench.contest;

import io.madcloud.bench.byhand.Variant;
import java.util.List;

/** Three chained steps in the process, against the same written by hand. */
public final class StepsContest {

  static final String NOTIFICATION = "/steps/begin";

  static final EngineSide PLUGINS =
      new EngineSide(
          "engine, plugin ops",
          """
          mount: /steps
          fields: { a: string, b: string, c: string, d: string }
          ops:
            begin: { out: [a], returns: [d] }
            one: { in: [a], out: [b], plugin: bench-rotate, with: { from: a, to: b } }
            two: { in: [b], out: [c], plugin: bench-rotate, with: { from: b, to: c } }
            three: { in: [c], out: [d], plugin: bench-rotate, with: { from: c, to: d } }
          """,
          NOTIFICATION,
          3);

  static final Side BY_HAND = new ByHandSide("by hand", Variant.WHOLE);

  private static final EngineSide EXPRESSIONS =
      new EngineSide(
          "engine, expr ops",
          """
          mount: /steps
          fields: { a: string, b: string, c: string, d: string }
          ops:
            begin: { out: [a], returns: [d] }
            one: { in: [a], out: [b], expr: { b: "a.substring(1) + a.substring(0, 1)" } }
            two: { in: [b], out: [c], expr: { c: "b.substring(1) + b.substring(0, 1)" } }
            three: { in: [c], out: [d], expr: { d: "c.substring(1) + c.substring(0, 1)" } }
          """,
          NOTIFICATION,
          3);

  private StepsContest() {}

  /** The engine with plugin ops alone. */
  public static Side engine() {
    return PLUGINS;
  }

  /** The contest. */
  public static Contest contest() {
    return new Contest(
        "steps",
        "three chained steps in the process, against the same written by hand",
        BY_HAND,
        List.of(PLUGINS, EXPRESSIONS, new ByHandSide("by hand, no journal (floor)", Variant.FLOOR)),
        List.of(
            new Target(PLUGINS.name(), Measure.THROUGHPUT, 0.9),
            new Target(PLUGINS.name(), Measure.PER_CPU, 0.9),
            new Target(PLUGINS.name(), Measure.P99, 1.1)));
  }
}
