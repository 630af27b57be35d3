package io.madcloud.bench.jmh;

import io.madcloud.bench.report.Report;
import io.madcloud.bench.report.Sheet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The engine alone, without Kafka, on one core. */
public final class JmhBench {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private static final double INVOCATIONS = 1_000_000;

  /** A turn among many may allocate this much more than one among few: what a hash trie varies. */
  private static final double SAME = 1.05;

  private JmhBench() {}

  /**
   * Runs every benchmark in JVMs of their own.
   *
   * @param jvmOptions of these
   */
  public static Report run(
      String name, String about, Iteration iteration, List<String> jvmOptions) {
    return new Report(
        name,
        about,
        List.of(
            "one thread; %d iterations of %d ms after as many to warm up, in a JVM of its own"
                .formatted(iteration.count(), iteration.ms())),
        List.of(
            invocations(results(ConstantOps.class, "action", iteration, jvmOptions)),
            turns(results(UsefulOps.class, "declared", iteration, jvmOptions))));
  }

  /** How often something is measured, and how long at a time. */
  public record Iteration(int count, long ms) {}

  private static Map<String, RunResult> results(
      Class<?> benchmark, String parameter, Iteration iteration, List<String> jvmOptions) {
    TimeValue time = TimeValue.milliseconds(iteration.ms());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.getName() + "\\.")
            .addProfiler(GCProfiler.class)
            .forks(1)
            .warmupIterations(iteration.count())
            .warmupTime(time)
            .measurementIterations(iteration.count())
            .measurementTime(time)
            .jvmArgs(jvmOptions.toArray(String[]::new))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    Map<String, RunResult> results = new TreeMap<>();
    try {
      for (RunResult result : new Runner(options.build()).run()) {
        results.put(result.getParams().getParam(parameter), result);
      }
    } catch (RunnerException e) {
      throw new IllegalStateException(
          "Expected %s to run, but: %s".formatted(benchmark.getSimpleName(), reason(e)), e);
    }
    return results;
  }

  /** What happened in the other JVM lies beside the exception and its causes. */
  private static Throwable reason(Throwable e) {
    if (e.getSuppressed().length > 0) {
      return reason(e.getSuppressed()[0]);
    }
    return e.getCause() == null ? e : reason(e.getCause());
  }

  private static Sheet invocations(Map<String, RunResult> results) {
    Sheet sheet =
        new Sheet(
            "A turn of 1,000 ops that always answer the same",
            "ops",
            "invocations/s",
            "± (99.9 %)",
            "bytes allocated each",
            "target",
            "");
    results.forEach(
        (action, result) -> {
          double perSecond = result.getPrimaryResult().getScore();
          sheet.row(
              action,
              "%,.0f".formatted(perSecond),
              error("%,.0f", result),
              "%,.0f".formatted(allocated(result)),
              "≥ %,.0f".formatted(INVOCATIONS),
              perSecond >= INVOCATIONS ? "met" : "missed");
        });
    return sheet;
  }

  private static Sheet turns(Map<String, RunResult> results) {
    Sheet sheet =
        new Sheet(
            "A turn of 10 ops that can happen, among others that cannot",
            "ops declared",
            "µs a turn",
            "± (99.9 %)",
            "bytes allocated",
            "target",
            "");
    double alone = allocated(results.values().iterator().next());
    results.forEach(
        (declared, result) -> {
          double allocated = allocated(result);
          sheet.row(
              "%,d".formatted(Integer.parseInt(declared)),
              "%.2f".formatted(result.getPrimaryResult().getScore()),
              error("%.2f", result),
              "%,.0f".formatted(allocated),
              allocated == alone ? "" : "≤ %,.0f".formatted(SAME * alone),
              allocated == alone ? "" : allocated <= SAME * alone ? "met" : "missed");
        });
    return sheet;
  }

  /** Nothing where there are too few iterations to tell. */
  private static String error(String format, RunResult result) {
    double error = result.getPrimaryResult().getScoreError();
    return Double.isNaN(error) ? "" : format.formatted(error);
  }

  private static double allocated(RunResult result) {
    return result.getSecondaryResults().get(ALLOCATED).getScore();
  }
}
