package io.madcloud.bench;

import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.jmh.JmhBench;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import java.util.List;

/** The bench of the engine without Kafka. */
final class EngineAlone implements Bench {

  private static final JmhBench.Iteration FULL = new JmhBench.Iteration(5, 2_000);
  private static final JmhBench.Iteration QUICK = new JmhBench.Iteration(1, 200);

  @Override
  public String name() {
    return "jmh";
  }

  @Override
  public String about() {
    return "the engine alone: invocations a second, and ops that cannot happen";
  }

  @Override
  public List<Report> run(Terms terms, Progress progress) throws Exception {
    progress.say(name() + ": " + about());
    JmhBench.Iteration iteration = terms.isQuick() ? QUICK : FULL;
    return List.of(JmhBench.run(name(), about(), iteration, terms.jvmOptions()));
  }
}
