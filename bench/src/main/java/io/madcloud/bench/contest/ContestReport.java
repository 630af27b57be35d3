package io.madcloud.bench.contest;

import io.madcloud.bench.report.Report;
import io.madcloud.bench.report.Sheet;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What is told of a contest: figures of each side, and their ratios to the reference. */
final class ContestReport {

  private static final List<Measure> COMPARED =
      List.of(
          Measure.THROUGHPUT,
          Measure.PER_CPU,
          Measure.PER_CPU_WITH_BROKER,
          Measure.P50,
          Measure.P99);

  private ContestReport() {}

  static Report of(Contest contest, Length length, List<Entrant> entrants, double offered) {
    return new Report(
        contest.name(),
        contest.about(),
        conditions(length, offered),
        List.of(sides(entrants), ratios(contest, entrants)));
  }

  private static List<String> conditions(Length length, double offered) {
    return List.of(
        "%d partitions, %d stream threads on each side, exactly-once, values of %d bytes"
            .formatted(Side.PARTITIONS, Side.THREADS, Texts.BYTES),
        "%,d finished processes retained on each side, then %.0f s of warm-up"
            .formatted(length.retained(), seconds(length.warmUp())),
        "%d alternated windows of %.0f s for each side with at most %,d processes under way, then as"
                .formatted(length.pairs(), seconds(length.window()), length.mostUnderWay())
            + " many in which %,.0f processes a second are offered".formatted(offered),
        "every process that was sent finished exactly once, on every side");
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  private static Sheet sides(List<Entrant> entrants) {
    Sheet sheet =
        new Sheet(
            "Medians of all windows",
            "side",
            "processes/s",
            "per CPU-s",
            "CPU-s",
            "broker CPU-s",
            "p50 ms",
            "p99 ms",
            "p50 ms, offered",
            "p99 ms, offered",
            "start s",
            "memory MB",
            "processes");
    for (Entrant entrant : entrants) {
      sheet.row(
          entrant.name(),
          "%,.0f".formatted(entrant.spread(Measure.THROUGHPUT).median()),
          "%,.0f".formatted(entrant.spread(Measure.PER_CPU).median()),
          "%.1f".formatted(entrant.saturated().stream().mapToDouble(w -> w.cpuSeconds()).sum()),
          "%.1f"
              .formatted(entrant.saturated().stream().mapToDouble(w -> w.brokerCpuSeconds()).sum()),
          "%.1f".formatted(entrant.spread(Measure.SATURATED_P50).median()),
          "%.1f".formatted(entrant.spread(Measure.SATURATED_P99).median()),
          "%.1f".formatted(entrant.spread(Measure.P50).median()),
          "%.1f".formatted(entrant.spread(Measure.P99).median()),
          "%.1f".formatted(seconds(entrant.started())),
          "%,d".formatted(entrant.process().residentBytes() / 1_000_000),
          "%,d".formatted(entrant.lane().sent()));
    }
    return sheet;
  }

  private static Sheet ratios(Contest contest, List<Entrant> entrants) {
    Entrant reference = entrants.get(0);
    Sheet sheet =
        new Sheet(
            "Ratios to '" + reference.name() + "', pair by pair",
            "side",
            "measure",
            "median",
            "least to greatest",
            "target",
            "");
    for (Entrant entrant : entrants.subList(1, entrants.size())) {
      for (Measure measure : COMPARED) {
        Spread ratio = Spread.ofRatios(entrant.figures(measure), reference.figures(measure));
        Stream<Target> target =
            contest.targets().stream()
                .filter(t -> t.side().equals(entrant.name()) && t.measure() == measure);
        String[] verdict =
            target
                .findFirst()
                .map(
                    t ->
                        new String[] {
                          measure.bound(t.bound()),
                          measure.isMet(ratio.median(), t.bound()) ? "met" : "missed"
                        })
                .orElse(new String[] {"", ""});
        sheet.row(
            entrant.name(),
            measure.text(),
            "%.2f".formatted(ratio.median()),
            "%.2f to %.2f".formatted(ratio.least(), ratio.greatest()),
            verdict[0],
            verdict[1]);
      }
    }
    return sheet;
  }
}
