package io.madcloud.topology;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.Status;
import io.madcloud.engine.program.Op;
import io.madcloud.op.OpReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What ops and inputs come to, as Micrometer meters. Thread-safe. */
final class OpMetrics {

  private final MeterRegistry meters;

  /** By the paths of ops: looking a meter up by its tags costs more than a short run. */
  private final Map<String, Timer> done = new ConcurrentHashMap<>();

  private final Map<Status, Counter> stopped = new ConcurrentHashMap<>();

  /** Of calls, by the paths of their ops. */
  private final Map<String, Timer> latencies = new ConcurrentHashMap<>();

  /** Processes by partition. */
  private final Map<Integer, Long> running = new ConcurrentHashMap<>();

  private final Counter forks;
  private final PausedGauges paused;

  OpMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.forks = meters.counter("madcloud.forks");
    Gauge.builder(
            "madcloud.processes.running",
            running,
            all -> all.values().stream().mapToLong(Long::longValue).sum())
        .description("Processes that run, in the partitions that this engine has.")
        .register(meters);
    this.paused = new PausedGauges(meters);
  }

  /** So many processes of a partition wait for paused ops. */
  void waiting(int partition, Map<String, Long> byOp) {
    paused.counted(partition, byOp);
  }

  /** So many processes of a partition run. */
  void running(int partition, long processes) {
    running.put(partition, processes);
  }

  /** A partition is this engine's no more. */
  void end(int partition) {
    paused.counted(partition, Map.of());
    running.remove(partition);
  }

  void ran(Op op, OpReply reply, long durationNs) {
    Timer timer =
        reply instanceof OpReply.Messages
            ? done.computeIfAbsent(op.path(), path -> runs(path, "done"))
            : runs(op.path(), "failed");
    timer.record(durationNs, TimeUnit.NANOSECONDS);
  }

  /**
   * A call has its reply.
   *
   * @param tookMs since it went out first; -1 when that is not known
   */
  void replied(Op op, boolean failed, long tookMs) {
    String outcome = failed ? "failed" : "done";
    meters.counter("madcloud.op.replies", "op", op.path(), "outcome", outcome).increment();
    if (tookMs >= 0) {
      latencies
          .computeIfAbsent(op.path(), path -> meters.timer("madcloud.op.latency", "op", path))
          .record(tookMs, TimeUnit.MILLISECONDS);
    }
  }

  /** A fieldset was forked. */
  void forked() {
    forks.increment();
  }

  private Timer runs(String path, String outcome) {
    return meters.timer("madcloud.op.runs", "op", path, "outcome", outcome);
  }

  void called(Op op) {
    meters.counter("madcloud.op.calls", "op", op.path()).increment();
  }

  void timedOut(Op op) {
    meters.counter("madcloud.op.timeouts", "op", op.path()).increment();
  }

  /** A reply came after its attempt had timed out, and was taken. */
  void late(Op op) {
    meters.counter("madcloud.op.late", "op", op.path()).increment();
  }

  void rejected(Rejection reason) {
    meters.counter("madcloud.inputs.rejected", "reason", reason.text()).increment();
  }

  void stopped(Effect.Outcome outcome) {
    stopped
        .computeIfAbsent(
            outcome.status(),
            status -> meters.counter("madcloud.outcomes", "status", status.text()))
        .increment();
  }

  void deadLetter(String reason) {
    deadLetter(meters, reason);
  }

  /** Counts a record that was put aside, wherever that was. */
  static void deadLetter(MeterRegistry meters, String reason) {
    meters.counter("madcloud.dead.letters", "reason", reason).increment();
  }
}
