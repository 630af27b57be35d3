package io.madcloud.bench;

import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import io.madcloud.bench.restarts.RestartsRun;
import java.util.List;

/**
 * The bench of engines that end and are started again.
 *
 * @param standby whether each has copies of the other's stores
 */
record RestartsBench(boolean standby) implements Bench {

  @Override
  public String name() {
    return standby ? "restarts" : "restarts-alone";
  }

  @Override
  public String about() {
    return standby
        ? "two engines with standbys, one of them restarted or killed: the longest gap in outcomes"
        : "the same without standbys";
  }

  @Override
  public List<Report> run(Terms terms, Progress progress) throws Exception {
    progress.say(name() + ": " + about());
    return List.of(new RestartsRun(name(), about(), standby, terms, progress).run());
  }
}
