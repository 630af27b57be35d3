package io.madcloud.bench;

import io.madcloud.bench.contest.Growth;
import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import java.util.List;

/** The bench that repeats one contest at many sizes. */
final class GrowthBench implements Bench {

  @Override
  public String name() {
    return Growth.NAME;
  }

  @Override
  public String about() {
    return Growth.ABOUT;
  }

  @Override
  public List<Report> run(Terms terms, Progress progress) throws Exception {
    return List.of(Growth.run(terms, progress));
  }
}
