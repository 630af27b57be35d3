package io.madcloud.bench.contest;

import io.madcloud.bench.load.Pace;
import io.madcloud.bench.load.Window;
import io.madcloud.bench.process.Lab;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Runs a contest. All sides are there all the time, and one at a time has load: a window of one, a
 * window of the next, and so on in turn, there and back, so that whatever else happens to the
 * machine happens to all.
 */
public final class ContestRun {

  private final Contest contest;
  private final Terms terms;
  private final Progress progress;
  private final List<Entrant> entrants = new ArrayList<>();

  private ContestRun(Contest contest, Terms terms, Progress progress) {
    this.contest = contest;
    this.terms = terms;
    this.progress = progress;
  }

  /** Runs it from the first process to the last. */
  public static Report run(Contest contest, Terms terms, Progress progress) throws Exception {
    return new ContestRun(contest, terms, progress).run();
  }

  private Report run() throws Exception {
    progress.say(contest.name() + ": " + contest.about());
    progress.say("starting the broker and " + contest.sides().size() + " sides");
    try (Lab lab = new Lab(terms.jvmOptions())) {
      try {
        enter(lab);
        fill();
        saturate();
        double perSecond = contest.load().offered(slowest());
        if (contest.load().isOffered()) {
          offer(perSecond);
        }
        entrants.forEach(entrant -> entrant.lane().requireNothingMore());
        for (Entrant entrant : entrants) {
          entrant.beside().last(entrant);
        }
        return ContestReport.of(contest, terms, entrants, perSecond);
      } finally {
        entrants.forEach(Entrant::close);
      }
    }
  }

  private void enter(Lab lab) throws Exception {
    for (Side side : contest.sides()) {
      String id = contest.name() + entrants.size();
      Side.Place place = new Side.Place(lab, id, contest.properties(), Shape.USUAL);
      entrants.add(Entrant.enter(side, place, contest.load(), terms));
    }
  }

  private void fill() throws InterruptedException {
    long retained = contest.load().retained(terms.retained());
    for (Entrant entrant : entrants) {
      progress.say("%,d processes finish on %s".formatted(retained, entrant.name()), left(0));
      entrant.lane().run(retained);
    }
    for (Entrant entrant : entrants) {
      progress.say("warming up " + entrant.name(), left(0));
      entrant.warmUp(terms);
    }
  }

  private void saturate() throws Exception {
    for (int pair = 1; pair <= terms.pairs(); pair++) {
      for (Entrant entrant : Entrant.inTurn(entrants, pair)) {
        entrant.saturated().add(entrant.window(Pace.SATURATING, terms));
      }
      tell("round " + pair, pair, "%,.0f/s", Entrant::saturated, Window::perSecond);
    }
  }

  private void offer(double perSecond) throws Exception {
    for (int pair = 1; pair <= terms.pairs(); pair++) {
      for (Entrant entrant : Entrant.inTurn(entrants, pair)) {
        entrant.offered().add(entrant.window(Pace.offering(perSecond), terms));
      }
      String what = "at %,.0f/s, round %d".formatted(perSecond, pair);
      tell(what, terms.pairs() + pair, "p99 %,.0f ms", Entrant::offered, Window::p99Ms);
    }
  }

  private void tell(
      String what,
      int done,
      String format,
      Function<Entrant, List<Window>> windows,
      ToDoubleFunction<Window> figure) {
    String figures =
        entrants.stream()
            .map(
                entrant -> {
                  List<Window> all = windows.apply(entrant);
                  return entrant.name()
                      + " "
                      + format.formatted(figure.applyAsDouble(all.get(all.size() - 1)));
                })
            .collect(Collectors.joining(", "));
    progress.say("%s of %d: %s".formatted(what, terms.pairs(), figures), left(done));
  }

  /** Without filling and warming up, whose time nobody knows. */
  private Duration left(int rounds) {
    long all = (contest.load().isOffered() ? 2L : 1L) * terms.pairs();
    return terms.window().plus(terms.ramp()).multipliedBy((all - rounds) * contest.sides().size());
  }

  private double slowest() {
    return entrants.stream()
        .mapToDouble(entrant -> entrant.spread(Measure.THROUGHPUT).median())
        .min()
        .orElseThrow();
  }
}
