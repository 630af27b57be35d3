package io.madcloud.bench.contest;

import io.madcloud.bench.load.Wakes;
import io.madcloud.bench.report.Sheet;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.Topics;
import io.madcloud.wire.Notification;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * When all windows are over: timers that fall due together, and a restart, while very many wait.
 */
final class TimersAndRestart implements Beside {

  private static final int TIMERS = 10_000;
  private static final Duration IN_TIME = Duration.ofSeconds(1);

  private final String side;
  private final Side.Place place;
  private final long waiting;

  private Wakes.Served served;
  private RestoredState restored;

  TimersAndRestart(String side, Side.Place place, long waiting) {
    this.side = side;
    this.place = place;
    this.waiting = waiting;
  }

  @Override
  public void last(Entrant entrant) throws Exception {
    Topics topics = new Topics(place.prefix());
    byte[] nap =
        RecordSerdes.of(Map.of("schema.registry.url", place.lab().registryUrl()))
            .of(Notification.class)
            .serializer()
            .serialize(
                topics.notifications(),
                new Notification(ChangingProgram.NAP, Map.of("tired", "very")));
    served =
        new Wakes(TIMERS, nap, ChangingProgram.NAP_TIME)
            .run(
                entrant.process(),
                place.lab().bootstrapServers(),
                topics.notifications(),
                topics.outcomes());
    restored = RestoredState.lose(entrant);
  }

  @Override
  public List<Sheet> sheets() {
    return List.of(
        new Sheet(
                "In the end, on '%s', where %,d processes wait".formatted(side, waiting),
                "measure",
                "figure",
                "target",
                "")
            .row(
                "ms to send %,d processes with a timer".formatted(TIMERS),
                "%,.0f".formatted(served.sentMs()),
                "",
                "")
            .row(
                "ms from when the first timer was due until the last outcome was read",
                "%,.0f".formatted(served.servedMs()),
                "≤ %,d".formatted(IN_TIME.toMillis()),
                served.servedMs() <= IN_TIME.toMillis() ? "met" : "missed")
            .row("MB of state", "%,d".formatted(restored.bytes() / 1_000_000), "", "")
            .row(
                "s from a start without it until inputs are taken",
                "%.1f".formatted(restored.time().toMillis() / 1e3),
                "",
                ""));
  }
}
