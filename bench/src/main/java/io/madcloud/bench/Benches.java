package io.madcloud.bench;

import io.madcloud.bench.contest.StepsContest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that can be measured. */
final class Benches {

  /** In the order in which they run. */
  static final List<Bench> ALL = List.of(new ContestBench(StepsContest.contest()));

  private Benches() {}

  /** By name. */
  static Map<String, Bench> byName() {
    Map<String, Bench> benches = new TreeMap<>();
    ALL.forEach(bench -> benches.put(bench.name(), bench));
    return benches;
  }
}
