package io.madcloud.bench;

import io.madcloud.bench.contest.Contest;
import io.madcloud.bench.contest.ContestRun;
import io.madcloud.bench.contest.Length;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;

/** A bench that is a contest of sides. */
record ContestBench(Contest contest) implements Bench {

  @Override
  public String name() {
    return contest.name();
  }

  @Override
  public String about() {
    return contest.about();
  }

  @Override
  public Report run(Length length, Progress progress) throws Exception {
    return ContestRun.run(contest, length, progress);
  }
}
