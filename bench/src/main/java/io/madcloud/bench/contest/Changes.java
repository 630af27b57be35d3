package io.madcloud.bench.contest;

import io.madcloud.bench.load.Callers;
import io.madcloud.bench.report.Sheet;
import io.madcloud.engine.program.Declaration;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.Topics;
import io.madcloud.topology.program.ProgramPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Changes ops at a fixed rate while a window lasts, and once, half-way through it, declares one
 * that some of the processes that wait can call by: so it is seen when all of them have met that
 * change. In a thread of its own.
 */
final class Changes implements Beside {

  private static final double OPS_PER_SECOND = 1_000;
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration LAST_LOOK = Duration.ofMillis(200);

  /** Since the last concerned process called. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * What came of it in one window.
   *
   * @param opsPerSecond that were changed
   * @param metMs from when the change was published until the last concerned process had called
   */
  private record Met(double opsPerSecond, double metMs) {}

  private final String side;
  private final long waiting;
  private final Duration configured;
  private final ChangingProgram program = new ChangingProgram();
  private final List<Declaration> declarations = new ArrayList<>();
  private final ProgramPublisher publisher;
  private final Callers callers;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "bench-changes");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Met> met = new ArrayList<>();

  private volatile boolean over;
  private Future<Met> underWay;
  private long published;

  /** Connects, and changes nothing yet. */
  Changes(String side, Side.Place place, long waiting) throws InterruptedException {
    this.side = side;
    this.waiting = waiting;
    Map<String, String> properties = place.properties();
    MadcloudConfig config = new MadcloudConfig(properties);
    configured = longestMeeting(config, place.shape().partitions(), waiting);
    // Two rounds, so that each declaration changes what it declares.
    for (long number = 0;
        number < 2 * ChangingProgram.CHANGING / ChangingProgram.AT_ONCE;
        number++) {
      declarations.add(program.change(number));
    }
    Topics topics = config.topics();
    publisher = ProgramPublisher.open(config.clientProperties(), topics.programs());
    callers = new Callers(place.lab().bootstrapServers(), topics.calls(ChangingProgram.MEETINGS));
  }

  /**
   * How long it may take by an engine's configuration until all that wait have met a change: a
   * sweep visits a batch of each partition at each tick, and a change that comes during one is met
   * by the next.
   */
  static Duration longestMeeting(MadcloudConfig config, int partitions, long waiting) {
    long ticks = waiting / partitions / config.sweepBatch() + 1;
    return config
        .tick()
        .multipliedBy(2 * ticks)
        .plusMillis(config.getLong(MadcloudConfig.COMMIT_INTERVAL_MS));
  }

  @Override
  public void begin(Duration window) {
    over = false;
    underWay = thread.submit(() -> change(window));
  }

  @Override
  public void over() {
    over = true;
  }

  @Override
  public void end() throws Exception {
    met.add(underWay.get());
  }

  private Met change(Duration window) throws InterruptedException {
    long everyNs = (long) (ChangingProgram.AT_ONCE / OPS_PER_SECOND * 1e9);
    long startNs = System.nanoTime();
    long batches = 0;
    long changedNs = startNs;
    long newOpNs = 0;
    long metNs = 0;
    long progressNs = 0;
    while (!over || metNs == 0) {
      long nowNs = System.nanoTime();
      if (!over && nowNs - startNs >= batches * everyNs) {
        publish(declarations.get((int) (published++ % declarations.size())));
        batches++;
        changedNs = System.nanoTime();
      }
      if (newOpNs == 0 && (over || nowNs - startNs >= window.toNanos() / 2)) {
        newOpNs = System.nanoTime();
        progressNs = newOpNs;
        declareOneThatConcerns();
      }
      int calls = callers.poll(POLL);
      if (newOpNs != 0 && metNs == 0) {
        nowNs = System.nanoTime();
        progressNs = calls > 0 ? nowNs : progressNs;
        boolean all = callers.called() == callers.expected();
        boolean late = nowNs - progressNs > PATIENCE.toNanos();
        metNs = all || late ? nowNs : 0;
      }
    }
    int unused = callers.poll(LAST_LOOK); // For what should not come.
    callers.require(side);
    double opsPerSecond =
        batches * ChangingProgram.AT_ONCE / ((changedNs - startNs + everyNs) / 1e9);
    return new Met(opsPerSecond, (metNs - newOpNs) / 1e6);
  }

  private void declareOneThatConcerns() throws InterruptedException {
    int number = met.size();
    callers.expect(
        "meet a change", ChangingProgram.meetingOp(number), WaitingSide.CONCERNED_ONE_OF, waiting);
    publish(program.meeting(number));
  }

  private void publish(Declaration declaration) throws InterruptedException {
    long unused = publisher.publish(declaration, List.of());
  }

  @Override
  public List<Sheet> sheets() {
    Spread metMs = Spread.of(met.stream().map(Met::metMs).toList());
    Spread rate = Spread.of(met.stream().map(Met::opsPerSecond).toList());
    boolean within = metMs.greatest() <= configured.toMillis();
    return List.of(
        new Sheet(
                "What changed on '%s': in each window a change concerned %,d of %,d processes"
                    .formatted(side, callers.expected(), waiting),
                "measure",
                "median",
                "least to greatest",
                "target",
                "")
            .row(
                "changed ops a second",
                "%,.0f".formatted(rate.median()),
                "%,.0f to %,.0f".formatted(rate.least(), rate.greatest()),
                "%,.0f".formatted(OPS_PER_SECOND),
                "")
            .row(
                "ms until the last process had met the change",
                "%,.0f".formatted(metMs.median()),
                "%,.0f to %,.0f".formatted(metMs.least(), metMs.greatest()),
                "≤ %,d, as configured".formatted(configured.toMillis()),
                within ? "met" : "missed"));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    publisher.close();
  }
}
