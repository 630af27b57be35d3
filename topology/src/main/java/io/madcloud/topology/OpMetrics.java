package io.madcloud.topology;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Op;
import io.madcloud.op.OpReply;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** What ops and inputs come to, as Micrometer meters. Thread-safe. */
final class OpMetrics {

  private final MeterRegistry meters;

  OpMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void ran(Op op, OpReply reply, long durationNs) {
    String outcome = reply instanceof OpReply.Messages ? "done" : "failed";
    meters
        .timer("madcloud.op.runs", "op", op.path(), "outcome", outcome)
        .record(durationNs, TimeUnit.NANOSECONDS);
  }

  void called(Op op) {
    meters.counter("madcloud.op.calls", "op", op.path()).increment();
  }

  void rejected(Rejection reason) {
    meters.counter("madcloud.inputs.rejected", "reason", reason.text()).increment();
  }

  void stopped(Effect.Outcome outcome) {
    meters.counter("madcloud.outcomes", "status", outcome.status().text()).increment();
  }

  void deadLetter(String reason) {
    meters.counter("madcloud.dead.letters", "reason", reason).increment();
  }
}
