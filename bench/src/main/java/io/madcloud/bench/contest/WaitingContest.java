package io.madcloud.bench.contest;

import io.madcloud.bench.load.Load;
import java.util.List;
import java.util.Map;

/** An engine on which very many processes wait for the world, against one on which none does. */
public final class WaitingContest {

  private static final int TIMES = 10;
  private static final double NEARLY_AS_FAST = 0.9;

  private WaitingContest() {}

  /** The contest. */
  public static Contest contest() {
    Side crowded = new WaitingSide("engine, many wait", TIMES, TimersAndRestart::new);
    return new Contest(
        "waiting",
        "three steps in the process while a million others wait, against none that wait",
        WaitingSide.engine("engine, none waits"),
        List.of(crowded),
        List.of(new Target(crowded.name(), Measure.THROUGHPUT, NEARLY_AS_FAST)),
        Load.UNPACED,
        Map.of());
  }
}
