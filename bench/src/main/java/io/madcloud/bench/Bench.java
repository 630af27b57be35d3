package io.madcloud.bench;

import io.madcloud.bench.contest.Length;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;

/** Something that can be measured. */
interface Bench {

  /** How the command line calls it. */
  String name();

  /** What it compares, in one line. */
  String about();

  /** Measures it. */
  Report run(Length length, Progress progress) throws Exception;
}
