package io.madcloud.bench.contest;

import io.madcloud.bench.load.Load;
import io.madcloud.bench.report.Report;
import io.madcloud.bench.report.Sheet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of a contest: figures of each side, and their ratios to the reference. */
final class ContestReport {

  private ContestReport() {}

  static Report of(Contest contest, Terms terms, List<Entrant> entrants, double offered) {
    List<Sheet> sheets = new ArrayList<>();
    sheets.add(sides(entrants));
    sheets.add(ratios(contest, entrants));
    if (contest.targets().stream().anyMatch(target -> target.kind() == Target.Kind.FIGURE)) {
      sheets.add(figures(contest, entrants));
    }
    entrants.forEach(entrant -> sheets.addAll(entrant.beside().sheets()));
    return new Report(contest.name(), contest.about(), conditions(contest, terms, offered), sheets);
  }

  private static List<String> conditions(Contest contest, Terms terms, double offered) {
    Load load = contest.load();
    List<String> conditions = new ArrayList<>();
    conditions.add(Shape.USUAL + ", exactly-once");
    if (!contest.properties().isEmpty()) {
      conditions.add("with " + contest.properties());
    }
    conditions.add(
        "%,d finished processes retained on each side, then %.0f s of warm-up"
            .formatted(load.retained(terms.retained()), seconds(terms.warmUp())));
    String windows =
        "%d alternated windows of %.0f s for each side with at most %,d processes under way"
            .formatted(terms.pairs(), seconds(terms.window()), load.underWay(terms.mostUnderWay()));
    conditions.add(
        load.isOffered()
            ? windows
                + ", then as many in which %,.0f processes a second are offered".formatted(offered)
            : windows);
    conditions.add("every process that was sent finished exactly once, on every side");
    return conditions;
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
            "broker and worker CPU-s",
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
          median(entrant, Measure.THROUGHPUT, "%,.0f"),
          median(entrant, Measure.PER_CPU, "%,.0f"),
          "%.1f".formatted(entrant.saturated().stream().mapToDouble(w -> w.cpuSeconds()).sum()),
          "%.1f"
              .formatted(entrant.saturated().stream().mapToDouble(w -> w.serverCpuSeconds()).sum()),
          median(entrant, Measure.UNPACED_P50, "%.1f"),
          median(entrant, Measure.UNPACED_P99, "%.1f"),
          median(entrant, Measure.P50, "%.1f"),
          median(entrant, Measure.P99, "%.1f"),
          "%.1f".formatted(seconds(entrant.started())),
          megabytes(entrant.process().residentBytes()),
          "%,d".formatted(entrant.lane().sent()));
    }
    return sheet;
  }

  /** A process that was ended for a last trial has none. */
  private static String megabytes(long bytes) {
    return bytes == 0 ? "-" : "%,d".formatted(bytes / 1_000_000);
  }

  private static String median(Entrant entrant, Measure measure, String format) {
    return entrant.figures(measure).isEmpty()
        ? "-"
        : format.formatted(entrant.spread(measure).median());
  }

  /** What is compared, where it was measured. */
  private static List<Measure> compared(Entrant entrant) {
    Measure p50 = entrant.offered().isEmpty() ? Measure.UNPACED_P50 : Measure.P50;
    Measure p99 = entrant.offered().isEmpty() ? Measure.UNPACED_P99 : Measure.P99;
    return List.of(Measure.THROUGHPUT, Measure.PER_CPU, Measure.PER_CPU_WITH_SERVERS, p50, p99);
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
      for (Measure measure : compared(entrant)) {
        Spread ratio = Spread.ofRatios(entrant.figures(measure), reference.figures(measure));
        Optional<Target> target =
            contest.targets().stream()
                .filter(t -> t.kind() == Target.Kind.RATIO)
                .filter(t -> t.side().equals(entrant.name()) && t.measure() == measure)
                .findFirst();
        sheet.row(
            entrant.name(),
            measure.text(),
            "%.2f".formatted(ratio.median()),
            "%.2f to %.2f".formatted(ratio.least(), ratio.greatest()),
            target.map(t -> measure.bound(t.bound())).orElse(""),
            target.map(t -> verdict(t, ratio)).orElse(""));
      }
    }
    return sheet;
  }

  /** The figures that have a target of their own. */
  private static Sheet figures(Contest contest, List<Entrant> entrants) {
    Sheet sheet =
        new Sheet(
            "Targets of figures", "side", "measure", "median", "least to greatest", "target", "");
    for (Target target : contest.targets()) {
      for (Entrant entrant : entrants) {
        if (target.kind() == Target.Kind.FIGURE && target.side().equals(entrant.name())) {
          Measure measure = target.measure();
          Spread figure = entrant.spread(measure);
          sheet.row(
              entrant.name(),
              measure.text(),
              measure.figure(figure.median()),
              measure.figure(figure.least()) + " to " + measure.figure(figure.greatest()),
              measure.figureBound(target.bound()),
              verdict(target, figure));
        }
      }
    }
    return sheet;
  }

  private static String verdict(Target target, Spread spread) {
    return target.measure().isMet(spread.median(), target.bound()) ? "met" : "missed";
  }
}
