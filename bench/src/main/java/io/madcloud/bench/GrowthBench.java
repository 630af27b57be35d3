package io.madcloud.bench;

import io.madcloud.bench.contest.Dimension;
import io.madcloud.bench.contest.Growth;
import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import java.util.List;

/**
 * A bench that repeats one contest at many sizes.
 *
 * @param dimension what grows
 */
record GrowthBench(Dimension dimension) implements Bench {

  @Override
  public String name() {
    return dimension.bench();
  }

  @Override
  public String about() {
    return Growth.about(dimension);
  }

  @Override
  public List<Report> run(Terms terms, Progress progress) throws Exception {
    return List.of(Growth.run(dimension, terms, progress));
  }
}
