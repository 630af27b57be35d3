package io.madcloud.bench;

import io.madcloud.bench.contest.CallsContests;
import io.madcloud.bench.contest.Dimension;
import io.madcloud.bench.contest.EngineContests;
import io.madcloud.bench.contest.MutableContest;
import io.madcloud.bench.contest.StepsContest;
import io.madcloud.bench.contest.WaitingContest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that can be measured. */
final class Benches {

  /** In the order in which they run. */
  static final List<Bench> ALL =
      List.of(
          new ContestBench(StepsContest.contest()),
          new ContestBench(EngineContests.hops()),
          new ContestBench(EngineContests.manyOps()),
          new ContestBench(EngineContests.redundant()),
          new ContestBench(
              "calls",
              "three chained calls to a worker in another JVM, against the same by hand",
              CallsContests.chains()),
          new ContestBench(CallsContests.fanOut()),
          new ContestBench(MutableContest.contest()),
          new ContestBench(WaitingContest.contest()),
          new GrowthBench(Dimension.PARTITIONS),
          new GrowthBench(Dimension.THREADS),
          new GrowthBench(Dimension.VALUE_SIZE),
          new GrowthBench(Dimension.RETAINED),
          new RestartsBench(true),
          new RestartsBench(false),
          new LargeProcesses(),
          new CrossingBench(),
          new EngineAlone());

  private Benches() {}

  /** By name. */
  static Map<String, Bench> byName() {
    Map<String, Bench> benches = new TreeMap<>();
    ALL.forEach(bench -> benches.put(bench.name(), bench));
    return benches;
  }
}
