package io.madcloud.bench.contest;

import io.madcloud.bench.load.Lane;
import io.madcloud.bench.load.Window;
import io.madcloud.bench.process.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A side that runs, and what was measured of it so far. One thread.
 *
 * @param started how long it took from its start until it took inputs
 */
record Entrant(
    Side side,
    JavaProcess process,
    Duration started,
    Beside beside,
    Lane lane,
    List<Window> saturated,
    List<Window> offered) {

  Entrant(Side side, JavaProcess process, Duration started, Beside beside, Lane lane) {
    this(side, process, started, beside, lane, new ArrayList<>(), new ArrayList<>());
  }

  String name() {
    return side.name();
  }

  /** One figure for each window in which it is taken. */
  List<Double> figures(Measure measure) {
    return (measure.isOffered() ? offered : saturated).stream().map(measure::of).toList();
  }

  Spread spread(Measure measure) {
    return Spread.of(figures(measure));
  }
}
