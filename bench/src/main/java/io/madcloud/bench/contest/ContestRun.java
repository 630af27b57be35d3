package io.madcloud.bench.contest;

import io.madcloud.bench.load.Lane;
import io.madcloud.bench.load.Pace;
import io.madcloud.bench.load.Window;
import io.madcloud.bench.process.JavaProcess;
import io.madcloud.bench.process.Lab;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import io.madcloud.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Runs a contest. All sides are there all the time, and one at a time has load: a window of one, a
 * window of the next, and so on in turn, so that whatever else happens to the machine happens to
 * all.
 */
public final class ContestRun {

  /** Of what the slowest side finishes when it has all the load that it takes. */
  private static final double OFFERED = 0.5;

  private final Contest contest;
  private final Length length;
  private final Progress progress;
  private final List<Entrant> entrants = new ArrayList<>();

  private ContestRun(Contest contest, Length length, Progress progress) {
    this.contest = contest;
    this.length = length;
    this.progress = progress;
  }

  /** Runs it from the first process to the last. */
  public static Report run(Contest contest, Length length, Progress progress) throws Exception {
    return new ContestRun(contest, length, progress).run();
  }

  private Report run() throws Exception {
    progress.say(contest.name() + ": " + contest.about());
    progress.say("starting the broker and " + contest.sides().size() + " sides");
    try (Lab lab = new Lab()) {
      try {
        enter(lab);
        fill();
        saturate();
        double perSecond = OFFERED * slowest();
        offer(perSecond);
        entrants.forEach(entrant -> entrant.lane().requireNothingMore());
        return ContestReport.of(contest, length, entrants, perSecond);
      } finally {
        entrants.forEach(entrant -> entrant.lane().close());
      }
    }
  }

  private void enter(Lab lab) throws Exception {
    for (Side side : contest.sides()) {
      String id = contest.name() + entrants.size();
      Side.Place place = new Side.Place(lab, id);
      side.prepare(place);
      long startNs = System.nanoTime();
      JavaProcess process = side.start(place);
      process.awaitLine(side.isRunning(), Side.Place.START);
      Duration started = Duration.ofNanos(System.nanoTime() - startNs);
      Topics topics = new Topics(place.prefix());
      Lane lane =
          new Lane(
              process,
              lab.broker(),
              lab.bootstrapServers(),
              topics.notifications(),
              topics.outcomes(),
              side.payload(place),
              length.mostUnderWay());
      entrants.add(new Entrant(side, process, started, lane));
    }
  }

  private void fill() throws InterruptedException {
    for (Entrant entrant : entrants) {
      progress.say(
          "%,d processes finish on %s".formatted(length.retained(), entrant.name()), left(0));
      entrant.lane().run(length.retained());
    }
    for (Entrant entrant : entrants) {
      progress.say("warming up " + entrant.name(), left(0));
      entrant.lane().run(Pace.SATURATING, Duration.ZERO, length.warmUp());
    }
  }

  private void saturate() throws InterruptedException {
    for (int pair = 1; pair <= length.pairs(); pair++) {
      for (Entrant entrant : entrants) {
        entrant.saturated().add(window(entrant, Pace.SATURATING));
      }
      tell("round " + pair, pair, "%,.0f/s", Entrant::saturated, Window::perSecond);
    }
  }

  private void offer(double perSecond) throws InterruptedException {
    for (int pair = 1; pair <= length.pairs(); pair++) {
      for (Entrant entrant : entrants) {
        entrant.offered().add(window(entrant, Pace.offering(perSecond)));
      }
      String what = "at %,.0f/s, round %d".formatted(perSecond, pair);
      tell(what, length.pairs() + pair, "p99 %,.0f ms", Entrant::offered, Window::p99Ms);
    }
  }

  private Window window(Entrant entrant, Pace pace) throws InterruptedException {
    return entrant.lane().run(pace, length.ramp(), length.window());
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
    progress.say("%s of %d: %s".formatted(what, length.pairs(), figures), left(done));
  }

  /** Without filling and warming up, whose time nobody knows. */
  private Duration left(int rounds) {
    return length
        .window()
        .plus(length.ramp())
        .multipliedBy((2L * length.pairs() - rounds) * contest.sides().size());
  }

  private double slowest() {
    return entrants.stream()
        .mapToDouble(entrant -> entrant.spread(Measure.THROUGHPUT).median())
        .min()
        .orElseThrow();
  }
}
