package io.madcloud.bench;

import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.large.LargeRun;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import java.util.List;

/** The bench of processes of many fieldsets and of many invocations. */
final class LargeProcesses implements Bench {

  @Override
  public String name() {
    return "large";
  }

  @Override
  public String about() {
    return "what an invocation costs as its process grows, against small processes";
  }

  @Override
  public List<Report> run(Terms terms, Progress progress) {
    progress.say(name() + ": " + about());
    return List.of(LargeRun.run(name(), about(), terms.pairs(), terms.isQuick(), progress));
  }
}
