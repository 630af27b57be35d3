package io.madcloud.bench.contest;

import io.madcloud.bench.load.Lane;
import io.madcloud.bench.load.Load;
import io.madcloud.bench.load.Pace;
import io.madcloud.bench.load.Window;
import io.madcloud.bench.process.JavaProcess;
import io.madcloud.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A side that runs, and what was measured of it so far. One thread.
 *
 * @param place where it works
 * @param started how long it took from its start until it took inputs
 */
record Entrant(
    Side side,
    Side.Place place,
    JavaProcess process,
    Duration started,
    Beside beside,
    Lane lane,
    List<Window> saturated,
    List<Window> offered)
    implements AutoCloseable {

  /** Prepares and starts a side, and connects what gives it load. */
  static Entrant enter(Side side, Side.Place place, Load load, Terms terms) throws Exception {
    side.prepare(place);
    long startNs = System.nanoTime();
    JavaProcess process = start(side, place);
    Duration started = Duration.ofNanos(System.nanoTime() - startNs);
    List<JavaProcess> servers = new ArrayList<>(List.of(place.lab().broker()));
    servers.addAll(side.startWorkers(place));
    Topics topics = new Topics(place.prefix());
    Lane lane =
        new Lane(
            process,
            servers,
            place.lab().bootstrapServers(),
            topics.notifications(),
            topics.outcomes(),
            side.payload(place),
            load,
            terms.mostUnderWay());
    Beside beside = side.beside(place, process, terms);
    return new Entrant(
        side, place, process, started, beside, lane, new ArrayList<>(), new ArrayList<>());
  }

  /** Starts the process of a side and returns when it takes inputs. */
  static JavaProcess start(Side side, Side.Place place) throws InterruptedException {
    JavaProcess process = side.start(place);
    process.awaitLine(side.isRunning(), Side.Place.START);
    return process;
  }

  String name() {
    return side.name();
  }

  /** Gives it load for as long as the terms say, and measures nothing. */
  void warmUp(Terms terms) throws InterruptedException {
    lane.run(Pace.SATURATING, Duration.ZERO, terms.warmUp(), () -> {});
  }

  /** Measures one window, with what goes on beside. */
  Window window(Pace pace, Terms terms) throws Exception {
    beside.begin(terms.ramp().plus(terms.window()));
    Window window = lane.run(pace, terms.ramp(), terms.window(), beside::over);
    beside.end();
    return window;
  }

  /**
   * All of them in the order in which they have a window, in this round: every other round goes
   * backwards, so that what a side leaves to be done hits each of the others as often.
   *
   * @param round from 1
   */
  static List<Entrant> inTurn(List<Entrant> all, int round) {
    List<Entrant> turn = new ArrayList<>(all);
    if (round % 2 == 0) {
      Collections.reverse(turn);
    }
    return turn;
  }

  @Override
  public void close() {
    beside.close();
    lane.close();
  }

  /** One figure for each window in which it is taken. */
  List<Double> figures(Measure measure) {
    return (measure.isOffered() ? offered : saturated).stream().map(measure::of).toList();
  }

  Spread spread(Measure measure) {
    return Spread.of(figures(measure));
  }
}
