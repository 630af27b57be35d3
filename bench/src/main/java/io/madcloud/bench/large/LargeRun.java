package io.madcloud.bench.large;

import io.madcloud.bench.contest.Spread;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import io.madcloud.bench.report.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Measures what an invocation costs in small and in large processes, in turn: a round has processes
 * of each size, as many as make the same number of invocations.
 */
public final class LargeRun {

  private final int rounds;
  private final boolean quick;
  private final Progress progress;
  private final List<Sheet> sheets = new ArrayList<>();

  private LargeRun(int rounds, boolean quick, Progress progress) {
    this.rounds = rounds;
    this.quick = quick;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @param rounds after one to warm up
   */
  public static Report run(
      String name, String about, int rounds, boolean quick, Progress progress) {
    LargeRun run = new LargeRun(rounds, quick, progress);
    for (Growing growing : Growing.values()) {
      run.measure(growing);
    }
    return new Report(
        name,
        about,
        List.of(
            "the engine's topology with its stores and serdes on Kafka Streams' test driver: no"
                + " broker, one thread, one partition, each reply a turn of its own",
            "%d rounds after one to warm up; in each, processes of every size make as many"
                    .formatted(rounds)
                + " invocations together; CPU time is that of the thread that takes the turns",
            "every process finished exactly once, as it must"),
        run.sheets);
  }

  private void measure(Growing growing) {
    Sizes sizes = quick ? Sizes.quick() : Sizes.full(growing);
    Map<Integer, List<Cost>> costs = new TreeMap<>();
    try (DrivenEngine engine = new DrivenEngine(growing.program())) {
      Play play = new Play(engine, growing);
      for (int round = 0; round <= rounds; round++) {
        for (int size : sizes.sizes()) {
          Cost cost = play.run(size, sizes.invocations());
          progress.say(
              "%s, round %d of %d: %.1f µs and %,.0f bytes an invocation in a process of %,d"
                  .formatted(growing, round, rounds, cost.microseconds(), cost.bytesEach(), size));
          if (round > 0) {
            costs.computeIfAbsent(size, unused -> new ArrayList<>()).add(cost);
          }
        }
      }
    }
    sheets.add(costs(growing, sizes, costs));
    sheets.add(growth(growing, sizes, costs));
  }

  private static Sheet costs(Growing growing, Sizes sizes, Map<Integer, List<Cost>> costs) {
    Sheet sheet =
        new Sheet(
            "What an invocation costs in a process of so many " + growing + ", medians of rounds",
            growing.toString(),
            "processes a round",
            "CPU µs",
            "least to greatest",
            "to small processes",
            "changelog bytes",
            "to small processes");
    int small = sizes.sizes().get(0);
    Spread smallCpu = spread(costs.get(small), Cost::microseconds);
    Spread smallBytes = spread(costs.get(small), Cost::bytesEach);
    costs.forEach(
        (size, all) -> {
          Spread cpu = spread(all, Cost::microseconds);
          Spread bytes = spread(all, Cost::bytesEach);
          sheet.row(
              "%,d".formatted(size),
              "%,d".formatted(sizes.invocations() / size),
              "%.1f".formatted(cpu.median()),
              "%.1f to %.1f".formatted(cpu.least(), cpu.greatest()),
              "%.2f".formatted(cpu.median() / smallCpu.median()),
              "%,.0f".formatted(bytes.median()),
              "%.2f".formatted(bytes.median() / smallBytes.median()));
        });
    return sheet;
  }

  private static Sheet growth(Growing growing, Sizes sizes, Map<Integer, List<Cost>> costs) {
    Sheet sheet =
        new Sheet(
            "How that grows with " + growing + "; no worse than a logarithm is the target",
            "measure",
            "from, to",
            "grows to",
            "target",
            "",
            "as the size to the power of");
    grows(sheet, "CPU µs", sizes, costs, Cost::microseconds);
    grows(sheet, "changelog bytes", sizes, costs, Cost::bytesEach);
    return sheet;
  }

  private static void grows(
      Sheet sheet,
      String measure,
      Sizes sizes,
      Map<Integer, List<Cost>> costs,
      ToDoubleFunction<Cost> figure) {
    Map<Integer, Double> medians = new TreeMap<>();
    costs.forEach((size, all) -> medians.put(size, spread(all, figure).median()));
    Fit fit = new Fit(medians, sizes.base());
    sheet.row(
        measure,
        "%,d, %,d".formatted(fit.base(), fit.largest()),
        "%.2f".formatted(fit.ratio()),
        "≤ %.2f".formatted(fit.bound()),
        fit.isLogarithmic() ? "met" : "missed",
        "%.2f".formatted(fit.exponent()));
  }

  private static Spread spread(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return Spread.of(costs.stream().map(figure::applyAsDouble).toList());
  }
}
