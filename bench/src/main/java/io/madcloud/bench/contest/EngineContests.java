package io.madcloud.bench.contest;

import io.madcloud.bench.byhand.Variant;
import java.util.List;

/** An engine against steps that are connected by topics, and against itself with fewer ops. */
public final class EngineContests {

  private static final int USEFUL = 10;
  private static final double NEARLY_AS_FAST = 0.95;

  private EngineContests() {}

  /** Three steps in the process, against a topic between the steps. */
  public static Contest hops() {
    return new Contest(
        "hops",
        "three chained steps in the process, against a topic between them, written by hand",
        new ByHandSide("by hand, a topic between the steps", Variant.HOPS),
        List.of(StepsContest.PLUGINS),
        List.of(new Target(StepsContest.PLUGINS.name(), Measure.THROUGHPUT, 2.5)));
  }

  /** Ten useful ops among many. */
  public static Contest manyOps() {
    Side among1000 = among(1_000);
    Side among100000 = among(100_000);
    return new Contest(
        "many-ops",
        "ten useful ops among 1,000 and among 100,000, against the ten alone",
        engine("the 10 alone", UsefulProgram.yaml(USEFUL, 0)),
        List.of(among1000, among100000),
        List.of(
            new Target(among1000.name(), Measure.THROUGHPUT, NEARLY_AS_FAST),
            new Target(among100000.name(), Measure.THROUGHPUT, NEARLY_AS_FAST)));
  }

  /** Ten useful ops and many that could answer in their place. */
  public static Contest redundant() {
    Side redundant = engine("with 1,000 redundant", UsefulProgram.redundantYaml(USEFUL, 1_000));
    return new Contest(
        "redundant",
        "ten useful ops and 1,000 redundant ones behind merge: first, against the ten alone",
        engine("the 10 alone", UsefulProgram.redundantYaml(USEFUL, 0)),
        List.of(redundant),
        List.of(new Target(redundant.name(), Measure.THROUGHPUT, NEARLY_AS_FAST)));
  }

  private static Side among(int declared) {
    return engine(
        "the 10 among %,d".formatted(declared), UsefulProgram.yaml(USEFUL, declared - USEFUL));
  }

  private static Side engine(String name, String program) {
    return new EngineSide(name, program, UsefulProgram.NOTIFICATION, 1);
  }
}
