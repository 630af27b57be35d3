package io.madcloud.bench.contest;

import io.madcloud.bench.load.Lane;
import io.madcloud.bench.load.Load;
import io.madcloud.bench.load.Window;
import io.madcloud.bench.process.JavaProcess;
import io.madcloud.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A side that runs, and what was measured of it so far. One thread.
 *
 * @param started how long it took from its start until it took inputs
 */
record Entrant(
    Side side,
    JavaProcess process,
    Duration started,
    Beside beside,
    Lane lane,
    List<Window> saturated,
    List<Window> offered) {

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
    return new Entrant(side, process, started, beside, lane, new ArrayList<>(), new ArrayList<>());
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

  /** One figure for each window in which it is taken. */
  List<Double> figures(Measure measure) {
    return (measure.isOffered() ? offered : saturated).stream().map(measure::of).toList();
  }

  Spread spread(Measure measure) {
    return Spread.of(figures(measure));
  }
}
