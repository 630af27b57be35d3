package io.madcloud.topology;

import io.madcloud.engine.Change;
import io.madcloud.engine.Effect;
import io.madcloud.engine.Invocation;
import io.madcloud.engine.Process;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what the turns of one partition did: forks, and how long calls took that this engine made
 * since it has the partition. Of more than {@link #MOST} calls under way, those that went out first
 * are counted without a time. Used by one stream thread.
 */
final class TurnMetrics {

  /** About 2 MB. */
  private static final int MOST = 10_000;

  private record Out(String process, int invocation) {}

  private final OpMetrics metrics;

  /** When calls went out first, in milliseconds since 1970. */
  private final Map<Out, Long> calledMs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Out, Long> eldest) {
          return size() > MOST;
        }
      };

  TurnMetrics(OpMetrics metrics) {
    this.metrics = metrics;
  }

  /** A call goes out, be it again. */
  void called(Process process, int invocation, long nowMs) {
    calledMs.putIfAbsent(new Out(process.id(), invocation), nowMs);
  }

  /**
   * A turn was taken.
   *
   * @param process after it
   */
  void count(Program program, Process process, Effect.Journal journal, long nowMs) {
    for (Change change : journal.changes()) {
      if (change instanceof Change.Answered answered) {
        count(program, process, answered, nowMs);
      } else if (change instanceof Change.Created created && created.parent() != null) {
        metrics.forked();
      }
    }
  }

  private void count(Program program, Process process, Change.Answered answered, long nowMs) {
    Invocation invocation = process.invocation(answered.invocation());
    Op op = program.op(invocation.op());
    if (!(op.action() instanceof Action.Call)) {
      return; // Its run was counted.
    }
    if (answered.late()) {
      metrics.late(op);
    }
    Out out = new Out(process.id(), answered.invocation());
    Long sinceMs = invocation.isPending() ? calledMs.get(out) : calledMs.remove(out);
    metrics.replied(op, answered.failed(), sinceMs == null ? -1 : Math.max(0, nowMs - sinceMs));
  }
}
