package io.madcloud.bench.contest;

import io.madcloud.bench.load.Load;
import io.madcloud.bench.load.Pace;
import io.madcloud.bench.load.Window;
import io.madcloud.bench.process.Lab;
import io.madcloud.bench.report.Progress;
import io.madcloud.topology.MadcloudConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures both sides at one size. One thread. */
final class GrowthRun {

  /** Large values would fill memory if as many were under way as of small ones. */
  static final int MOST_BYTES_UNDER_WAY = 20_000_000;

  /** The greatest limit: four values of the largest size are more than an engine usually takes. */
  static final Map<String, String> PROPERTIES = Map.of(MadcloudConfig.LIMIT_BYTES, "1048576");

  /** Enough to use some seconds of processor time, which is counted in hundredths. */
  private static final int LOOKUPS = 200_000;

  private static final List<Side> SIDES = List.of(StepsContest.PLUGINS, StepsContest.BY_HAND);

  private final Dimension dimension;
  private final long size;
  private final Terms terms;
  private final Progress progress;
  private final List<Entrant> entrants = new ArrayList<>();

  GrowthRun(Dimension dimension, long size, Terms terms, Progress progress) {
    this.dimension = dimension;
    this.size = size;
    this.progress = progress;
    int fitting = MOST_BYTES_UNDER_WAY / dimension.shape(size).valueBytes();
    this.terms = terms.withMostUnderWay(Math.min(terms.mostUnderWay(), fitting));
  }

  GrowthPoint run() throws Exception {
    String what = "%s %,d".formatted(dimension.text(), size);
    progress.say(what + ": starting the broker and 2 sides");
    try (Lab lab = new Lab(terms.jvmOptions())) {
      try {
        enter(lab);
        List<Optional<RestoredState>> restored = new ArrayList<>();
        for (Entrant entrant : entrants) {
          restored.add(isOfRetained() ? Optional.of(filledAndRestored(entrant)) : Optional.empty());
        }
        List<Optional<Duration>> lookups = new ArrayList<>();
        for (Entrant entrant : entrants) {
          progress.say("warming up " + entrant.name());
          entrant.warmUp(terms);
          lookups.add(isOfRetained() ? Optional.of(lookup(entrant)) : Optional.empty());
        }
        List<Long> before = sent();
        saturate(what);
        List<Long> after = sent();
        entrants.forEach(entrant -> entrant.lane().requireNothingMore());
        List<GrowthPoint.Figures> figures = new ArrayList<>();
        for (int side = 0; side < entrants.size(); side++) {
          figures.add(
              new GrowthPoint.Figures(
                  entrants.get(side).figures(Measure.THROUGHPUT),
                  (before.get(side) + after.get(side)) / 2,
                  restored.get(side),
                  lookups.get(side)));
        }
        return new GrowthPoint(size, figures.get(0), figures.get(1));
      } finally {
        entrants.forEach(Entrant::close);
      }
    }
  }

  private boolean isOfRetained() {
    return dimension == Dimension.RETAINED;
  }

  private void enter(Lab lab) throws Exception {
    for (Side side : SIDES) {
      String id = "growth" + entrants.size();
      Side.Place place = new Side.Place(lab, id, PROPERTIES, dimension.shape(size));
      entrants.add(Entrant.enter(side, place, Load.UNPACED, terms));
    }
  }

  private RestoredState filledAndRestored(Entrant entrant) throws Exception {
    progress.say("%,d processes finish on %s".formatted(size, entrant.name()));
    entrant.lane().run(size);
    progress.say(entrant.name() + " loses its state");
    RestoredState restored = RestoredState.lose(entrant);
    progress.say(
        "%s runs again after %.1f s".formatted(entrant.name(), restored.time().toMillis() / 1e3));
    return restored;
  }

  private static Duration lookup(Entrant entrant) throws Exception {
    entrant.lane().repeat(LOOKUPS); // Warm, as the rest is.
    return entrant.lane().repeat(LOOKUPS).dividedBy(LOOKUPS);
  }

  private List<Long> sent() {
    return entrants.stream().map(entrant -> entrant.lane().sent()).toList();
  }

  private void saturate(String what) throws Exception {
    for (int pair = 1; pair <= terms.pairs(); pair++) {
      List<String> figures = new ArrayList<>();
      for (Entrant entrant : Entrant.inTurn(entrants, pair)) {
        Window window = entrant.window(Pace.SATURATING, terms);
        entrant.saturated().add(window);
        figures.add("%s %,.0f/s".formatted(entrant.name(), window.perSecond()));
      }
      int left = (terms.pairs() - pair) * entrants.size();
      progress.say(
          "%s, round %d of %d: %s".formatted(what, pair, terms.pairs(), String.join(", ", figures)),
          terms.window().plus(terms.ramp()).multipliedBy(left));
    }
  }
}
