package io.madcloud.bench;

import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import java.util.List;

/** Something that can be measured. */
interface Bench {

  /** How the command line calls it. */
  String name();

  /** What it compares, in one line. */
  String about();

  /** Measures it; one report for each contest that it is made of. */
  List<Report> run(Terms terms, Progress progress) throws Exception;
}
