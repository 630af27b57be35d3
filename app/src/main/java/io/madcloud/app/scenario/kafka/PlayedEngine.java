package io.madcloud.app.scenario.kafka;

import io.madcloud.app.scenario.kafka.EngineInput.Written;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.scenario.StageException;
import io.madcloud.topology.MadcloudStreams;
import io.madcloud.topology.program.ProgramPublisher;
import io.madcloud.topology.program.RejectedDeclaration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * An engine that runs, with the ways in and out: brings it an input, or another program, and waits
 * until it has committed what came of it. Used by one thread.
 */
final class PlayedEngine {

  /** The longest wait for one event; it takes milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long a look at the output waits for something to come. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final MadcloudStreams engine;
  private final ProgramPublisher publisher;
  private final EngineInput input;
  private final EngineOutput output;
  private final PlayedClock clock;

  PlayedEngine(
      MadcloudStreams engine,
      PlayedClock clock,
      ProgramPublisher publisher,
      EngineInput input,
      EngineOutput output) {
    this.engine = engine;
    this.clock = clock;
    this.publisher = publisher;
    this.input = input;
    this.output = output;
  }

  EngineInput input() {
    return input;
  }

  /**
   * Waits until the engine has taken an input, and all that came of it is read.
   *
   * @return why it was not taken, or null
   */
  Rejection taken(Written written) throws InterruptedException {
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    String what = "take the record at offset " + written.offset() + " of " + written.partition();
    await(() -> output.hasPassed(written.partition(), written.offset()), what, deadlineNs);
    output.readToEnd(() -> requireAlive(what, deadlineNs), PAUSE);
    Refusal refusal = output.refusal(written.partition(), written.offset());
    return refusal == null ? null : refusal.rejection();
  }

  /** Lets time pass, from one timer to the next: each is served when it is due. */
  void passTime(long durationMs) throws InterruptedException {
    long untilMs = clock.nowMs() + durationMs;
    for (long nextMs = clock.nowMs(); nextMs <= untilMs; nextMs = engine.nextTimerMs()) {
      clock.serve(Math.max(clock.nowMs(), nextMs));
      awaitServed(clock.nowMs());
    }
    clock.rest(untilMs);
    awaitCommitted();
  }

  /**
   * Waits until what the engine did by itself, in a sweep or for timers, is committed and read: it
   * is when an input taken later is, and this one does nothing.
   */
  void awaitCommitted() throws InterruptedException {
    taken(input.cancel("nobody-" + UUID.randomUUID()));
  }

  /** Waits until a look for timers that begins now is over, and all that are due are served. */
  private void awaitServed(long timeMs) {
    long looks = engine.timerLooks() + 2;
    await(
        () -> engine.timerLooks() >= looks && engine.nextTimerMs() > timeMs,
        "serve the timers that are due at " + timeMs + " ms",
        System.nanoTime() + PATIENCE.toNanos());
  }

  /**
   * A program as it is played. Its calls wait for ever, and for no place, for in a scenario they
   * are answered by events alone, however much time passes and however many there are; and it has
   * no topics, for a scenario neither begins nor shows anything outside itself.
   */
  static Declaration played(Declaration declaration) {
    List<OpSpec> ops =
        declaration.ops().stream()
            .map(OpSpec::withoutTopic)
            .map(op -> op.call() == null ? op : op.withSupervision(op.supervision().patient()))
            .toList();
    return new Declaration(declaration.fields(), ops, List.of(), declaration.places());
  }

  /** Declares and removes, and returns the program once the engine knows it. */
  Program publish(Declaration declaration, List<String> removals) throws InterruptedException {
    long revision = publisher.publish(played(declaration), removals);
    Program changed = engine.programs().awaitRevision(revision, PATIENCE);
    Optional<RejectedDeclaration> rejected = engine.programs().rejection(revision);
    if (rejected.isPresent()) {
      throw new StageException(
          "Expected the engine to accept a declaration that holds, but it finds "
              + rejected.get().mistakes());
    }
    return changed;
  }

  /** Waits until every process has met a revision of the program. */
  void awaitSwept(long revision) throws InterruptedException {
    String what = "let every process meet revision " + revision + " of the program";
    await(() -> hasSwept(revision), what, System.nanoTime() + PATIENCE.toNanos());
  }

  boolean hasSwept(long revision) {
    return engine.sweptRevision() >= revision;
  }

  private void await(BooleanSupplier reached, String what, long deadlineNs) {
    while (!reached.getAsBoolean()) {
      requireAlive(what, deadlineNs);
      output.read(PAUSE);
    }
  }

  private void requireAlive(String what, long deadlineNs) {
    Optional<Throwable> failure = engine.threadFailure();
    if (failure.isPresent()) {
      throw new StageException(
          "Expected the engine to %s, but it failed: %s".formatted(what, failure.get()),
          failure.get());
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new StageException("Expected the engine to " + what + ", but was interrupted");
    }
    if (System.nanoTime() > deadlineNs) {
      throw new StageException(
          "Expected the engine to %s within %d s, but it did not"
              .formatted(what, PATIENCE.toSeconds()));
    }
  }
}
