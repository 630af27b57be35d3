package io.madcloud.bench.restarts;

import io.madcloud.bench.contest.Shape;
import io.madcloud.bench.contest.Side;
import io.madcloud.bench.contest.Spread;
import io.madcloud.bench.contest.StepsContest;
import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.load.Lane;
import io.madcloud.bench.load.Load;
import io.madcloud.bench.load.Pace;
import io.madcloud.bench.process.Lab;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import io.madcloud.bench.report.Sheet;
import io.madcloud.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Ends one of two engines under load, again and again, each time the other one, and measures for
 * how long a partition had no outcome until both were ready again. One thread.
 */
public final class RestartsRun {

  private static final Pace PACE = Pace.offering(200);
  private static final Duration RAMP = Duration.ofSeconds(3);

  private final String name;
  private final String about;
  private final boolean standby;
  private final Terms terms;
  private final Progress progress;
  private final Sheet sheet =
      new Sheet(
          "Longest time without an outcome of a partition, and time until both engines are ready",
          "member",
          "ended by",
          "times",
          "gap s, median",
          "gap s, greatest",
          "ready s, median",
          "target s",
          "");

  /** How often an engine was ended: each time it is the other one's turn. */
  private int ended;

  /**
   * Measures nothing yet.
   *
   * @param standby whether each engine has copies of the other's stores
   */
  public RestartsRun(String name, String about, boolean standby, Terms terms, Progress progress) {
    this.name = name;
    this.about = about;
    this.standby = standby;
    this.terms = terms;
    this.progress = progress;
  }

  /** Runs it from the first process to the last. */
  public Report run() throws Exception {
    Side side = StepsContest.engine();
    ExecutorService hand = Executors.newSingleThreadExecutor();
    try (Lab lab = new Lab(terms.jvmOptions())) {
      Side.Place place = new Side.Place(lab, name, Map.of(), Shape.USUAL);
      side.prepare(place);
      Engines engines = new Engines(place, standby ? 1 : 0);
      engines.start(Membership.DYNAMIC);
      Topics topics = new Topics(place.prefix());
      try (Lane lane =
          new Lane(
              engines.process(0),
              List.of(lab.broker()),
              lab.bootstrapServers(),
              topics.notifications(),
              topics.outcomes(),
              side.payload(place),
              Load.UNPACED,
              terms.mostUnderWay())) {
        progress.say("%,d processes finish".formatted(terms.retained()));
        lane.run(terms.retained());
        for (Membership membership : Membership.values()) {
          begin(engines, membership);
          for (End end : End.values()) {
            measure(engines, membership, end, lane, hand);
          }
        }
        lane.requireNothingMore();
      }
    } finally {
      hand.shutdownNow();
    }
    return new Report(name, about, conditions(), List.of(sheet));
  }

  private void begin(Engines engines, Membership membership) throws Exception {
    progress.say("starting both engines as %s members".formatted(membership.text()));
    engines.stop();
    if (!standby) {
      engines.forget(); // Otherwise what they have of each other would do as standbys.
    }
    engines.start(membership);
  }

  private void measure(
      Engines engines, Membership membership, End end, Lane lane, ExecutorService hand)
      throws Exception {
    List<Double> gaps = new ArrayList<>();
    List<Double> ready = new ArrayList<>();
    for (int time = 0; time < terms.pairs(); time++) {
      int index = ended++ % 2;
      double[] readyS = new double[1];
      List<Future<?>> begun = new ArrayList<>();
      double gapMs =
          lane.longestGapMs(
              PACE,
              RAMP,
              () -> {
                if (begun.isEmpty()) {
                  begun.add(
                      hand.submit(
                          () -> {
                            readyS[0] = engines.restart(index, end).toMillis() / 1e3;
                            return null;
                          }));
                }
                return begun.get(0).isDone();
              });
      begun.get(0).get();
      gaps.add(gapMs / 1e3);
      ready.add(readyS[0]);
      progress.say(
          "%s, %s: no outcome for %.1f s, ready after %.1f s"
              .formatted(membership.text(), end.text(), gapMs / 1e3, readyS[0]));
    }
    boolean aimed = standby && membership == Membership.DYNAMIC;
    sheet.row(
        membership.text(),
        end.text(),
        Integer.toString(gaps.size()),
        "%.1f".formatted(Spread.of(gaps).median()),
        "%.1f".formatted(Spread.of(gaps).greatest()),
        "%.1f".formatted(Spread.of(ready).median()),
        aimed ? "≤ %d".formatted(end.target().toSeconds()) : "",
        aimed ? verdict(Spread.of(gaps).greatest(), end.target()) : "");
  }

  private static String verdict(double seconds, Duration target) {
    return seconds * 1e3 <= target.toMillis() ? "met" : "missed";
  }

  private List<String> conditions() {
    return List.of(
        "two engines %s, %s"
            .formatted(
                standby ? "with one standby of each store" : "without standbys", Shape.USUAL),
        "%,d processes finished before, then %,.0f a second offered while one engine ends and is"
                .formatted(terms.retained(), PACE.perSecond())
            + " started again, and both are ready",
        "a gap is the longest of any partition, as a consumer of committed records sees it",
        "every process that was sent finished exactly once");
  }
}
