package io.madcloud.bench;

import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.crossing.CrossingRun;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import java.util.List;

/** The bench of what crosses between datacenters. */
final class CrossingBench implements Bench {

  @Override
  public String name() {
    return "crossing";
  }

  @Override
  public String about() {
    return "what crosses between datacenters for a chain of ops away from home, with calls across";
  }

  @Override
  public List<Report> run(Terms terms, Progress progress) {
    progress.say(name() + ": " + about());
    return List.of(CrossingRun.run(name(), about()));
  }
}
