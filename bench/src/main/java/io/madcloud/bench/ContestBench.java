package io.madcloud.bench;

import io.madcloud.bench.contest.Contest;
import io.madcloud.bench.contest.ContestRun;
import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import java.util.ArrayList;
import java.util.List;

/** A bench that is a contest of sides, or several, each with processes of its own. */
record ContestBench(String name, String about, List<Contest> contests) implements Bench {

  /** Just one contest. */
  ContestBench(Contest contest) {
    this(contest.name(), contest.about(), List.of(contest));
  }

  @Override
  public List<Report> run(Terms terms, Progress progress) throws Exception {
    List<Report> reports = new ArrayList<>();
    for (Contest contest : contests) {
      reports.add(ContestRun.run(contest, terms, progress));
    }
    return reports;
  }
}
