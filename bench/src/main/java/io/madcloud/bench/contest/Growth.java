package io.madcloud.bench.contest;

import io.madcloud.bench.plot.LinePlot;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import io.madcloud.bench.report.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How throughput changes when something grows: an engine, and beside it the same by hand. */
public final class Growth {

  private static final double MB = 1e6;

  private Growth() {}

  /** What it compares, in one line. */
  public static String about(Dimension dimension) {
    return "three steps and the same by hand, as it grows: " + dimension.text();
  }

  /** Measures size by size, each on a broker of its own. */
  public static Report run(Dimension dimension, Terms terms, Progress progress) throws Exception {
    progress.say(dimension.bench() + ": " + about(dimension));
    List<GrowthPoint> points = new ArrayList<>();
    for (long size : dimension.sizes(terms)) {
      points.add(new GrowthRun(dimension, size, terms, progress).run());
    }
    List<Sheet> sheets = new ArrayList<>();
    sheets.add(throughput(dimension, points));
    if (dimension == Dimension.RETAINED) {
      sheets.add(state(points));
    }
    return new Report(
        dimension.bench(),
        about(dimension),
        conditions(terms),
        sheets,
        Map.of(dimension.file(), plot(dimension, points).svg()));
  }

  private static List<String> conditions(Terms terms) {
    return List.of(
        "where nothing else is said " + Shape.USUAL + ", exactly-once",
        "engine and topology by hand with " + GrowthRun.PROPERTIES,
        "%.0f s of warm-up of each side, then %d alternated windows of %.0f s for each side"
            .formatted(
                terms.warmUp().toMillis() / 1e3, terms.pairs(), terms.window().toMillis() / 1e3),
        "at most %,d processes under way, and at most %,d MB of values"
            .formatted(terms.mostUnderWay(), GrowthRun.MOST_BYTES_UNDER_WAY / (int) MB),
        "finished processes are those at the middle of the windows: warm-up and windows add theirs",
        "every process that was sent finished exactly once, on both sides");
  }

  private static Sheet throughput(Dimension dimension, List<GrowthPoint> points) {
    Sheet sheet =
        new Sheet(
            "By " + dimension.text(),
            dimension.text(),
            "engine processes/s",
            "by hand processes/s",
            "ratio, median (range)",
            "engine finished processes",
            "by hand finished processes");
    for (GrowthPoint point : points) {
      Spread ratio = Spread.ofRatios(point.engine().perSecond(), point.byHand().perSecond());
      sheet.row(
          "%,d".formatted(point.size()),
          "%,.0f".formatted(point.engine().median()),
          "%,.0f".formatted(point.byHand().median()),
          "%.2f (%.2f to %.2f)".formatted(ratio.median(), ratio.least(), ratio.greatest()),
          "%,d".formatted(point.engine().finished()),
          "%,d".formatted(point.byHand().finished()));
    }
    return sheet;
  }

  private static Sheet state(List<GrowthPoint> points) {
    Sheet sheet =
        new Sheet(
            "State directory once so many have finished, time to restore it when it is lost, and"
                + " processor time for an event of one that has finished",
            Dimension.RETAINED.text(),
            "engine MB",
            "by hand MB",
            "engine restore s",
            "by hand restore s",
            "engine lookup µs",
            "by hand lookup µs");
    for (GrowthPoint point : points) {
      RestoredState engine = point.engine().restored().orElseThrow();
      RestoredState byHand = point.byHand().restored().orElseThrow();
      sheet.row(
          "%,d".formatted(point.size()),
          "%.1f".formatted(engine.bytes() / MB),
          "%.1f".formatted(byHand.bytes() / MB),
          "%.1f".formatted(engine.time().toMillis() / 1e3),
          "%.1f".formatted(byHand.time().toMillis() / 1e3),
          "%.1f".formatted(lookupUs(point.engine())),
          "%.1f".formatted(lookupUs(point.byHand())));
    }
    return sheet;
  }

  private static double lookupUs(GrowthPoint.Figures figures) {
    return figures.lookup().orElseThrow().toNanos() / 1e3;
  }

  private static LinePlot plot(Dimension dimension, List<GrowthPoint> points) {
    List<LinePlot.Point> engine = new ArrayList<>();
    List<LinePlot.Point> byHand = new ArrayList<>();
    for (GrowthPoint point : points) {
      engine.add(drawn(dimension, point, point.engine()));
      byHand.add(drawn(dimension, point, point.byHand()));
    }
    return new LinePlot(
        "Throughput by " + dimension.text(),
        dimension.text() + " (logarithmic)",
        "processes/s",
        List.of(new LinePlot.Line("engine", engine), new LinePlot.Line("by hand", byHand)));
  }

  /** What is retained grows in the windows, too, so that is drawn where it was. */
  private static LinePlot.Point drawn(
      Dimension dimension, GrowthPoint point, GrowthPoint.Figures figures) {
    double x = dimension == Dimension.RETAINED ? figures.finished() : point.size();
    return new LinePlot.Point(x, figures.median());
  }
}
