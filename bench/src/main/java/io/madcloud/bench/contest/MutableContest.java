package io.madcloud.bench.contest;

import io.madcloud.bench.load.Load;
import java.util.List;
import java.util.Map;

/** A program that changes, against one that does not. */
public final class MutableContest {

  private static final double STILL_AS_FAST = 0.8;

  private MutableContest() {}

  /** The contest. */
  public static Contest contest() {
    Side changing = new WaitingSide("engine, 1,000 changed ops/s", 1, Changes::new);
    return new Contest(
        "mutable",
        "three steps in the process while others wait and ops change, against no change",
        new WaitingSide("engine, no change", 1, (side, place, waiting) -> Beside.NOTHING),
        List.of(changing),
        List.of(new Target(changing.name(), Measure.THROUGHPUT, STILL_AS_FAST)),
        Load.UNPACED,
        Map.of());
  }
}
