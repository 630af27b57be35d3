package io.madcloud.topology;

import io.madcloud.engine.PausedOps;
import io.madcloud.engine.Process;
import io.madcloud.engine.program.Program;
import io.madcloud.wire.CountedOp;
import io.madcloud.wire.PausedCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what there is of paused ops in the running processes of a partition. A sweep counts each
 * process once; from then on a turn of it counts by what it makes different. So nothing has to be
 * remembered of each process, and nothing at all is done while no op is paused. What was counted is
 * known again after a start when the first sweep is over. Used by one stream thread.
 */
final class Census {

  /** Of more ops in an answer, the rest is left out. */
  static final int MOST_OPS = 1_000;

  /** Nothing is counted yet. */
  private static final Count NONE = new Count(0, 0);

  /**
   * Of one op.
   *
   * @param waiting processes that wait for it
   * @param pending invocations that are pending and awaited
   */
  private record Count(long waiting, long pending) {

    Count plus(Count other) {
      return new Count(waiting + other.waiting, pending + other.pending);
    }
  }

  /** Those with something to count. */
  private final SortedMap<String, Count> counts = new TreeMap<>();

  private Program program = Program.EMPTY;
  private boolean complete;

  /** Whether a process was seen that goes by a later program: all is to be counted anew. */
  private boolean outdated;

  /** The sweep is about this program: a new one begins everything anew. */
  void sweeps(Program target) {
    if (target != program) {
      program = target;
      counts.clear();
      complete = false;
      outdated = false;
    }
  }

  /** The sweep comes to a process. */
  void visits(ProcessStore.Stored found) {
    if (goesBy(found.program())) {
      add(found.process(), 1);
    }
  }

  /** Whether a process that goes by this program has to be counted: not while no op is paused. */
  boolean isOf(Program now) {
    return now.hasPaused() || program.hasPaused();
  }

  /** The sweep has been everywhere. */
  void sweptAll() {
    complete = true;
  }

  /**
   * A process that the sweep has visited, or that is new where it has been, changes.
   *
   * @param before null for a new process
   * @param now the program that the process goes by
   */
  void changes(Process before, Process after, Program now) {
    if (goesBy(now)) {
      if (before != null) {
        add(before, -1);
      }
      add(after, 1);
    }
  }

  private boolean goesBy(Program now) {
    outdated |= now.revision() != program.revision();
    return !outdated && program.hasPaused();
  }

  private void add(Process process, int sign) {
    for (String op : PausedOps.awaitedBy(process, program)) {
      add(op, new Count(sign, 0));
    }
    PausedOps.pendingIn(process, program)
        .forEach((op, pending) -> add(op, new Count(0, sign * (long) pending)));
  }

  private void add(String op, Count count) {
    Count now = counts.getOrDefault(op, NONE).plus(count);
    if (now.equals(NONE)) {
      counts.remove(op);
    } else {
      counts.put(op, now);
    }
  }

  private boolean isComplete() {
    return complete && !outdated;
  }

  /**
   * How many processes wait for each op, those left out for which none does; null while counting.
   */
  Map<String, Long> waiting() {
    if (!isComplete()) {
      return null;
    }
    if (counts.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> waiting = new TreeMap<>();
    counts.forEach((op, count) -> waiting.put(op, count.waiting));
    waiting.values().removeAll(Collections.singleton(0L));
    return waiting;
  }

  /** What there is of the paused ops at and below a path. */
  PausedCount of(String path) {
    if (!isComplete()) {
      return new PausedCount(SweepProgress.NONE, List.of(), false, 0L, 0L);
    }
    String folder = path.endsWith("/") ? path : path + "/";
    List<CountedOp> ops = new ArrayList<>();
    boolean truncated = false;
    Count sum = NONE;
    for (Map.Entry<String, Count> counted : counts.entrySet()) {
      String op = counted.getKey();
      Count count = counted.getValue();
      if (op.equals(path) || op.startsWith(folder)) {
        sum = sum.plus(count);
        truncated |= ops.size() == MOST_OPS;
        if (!truncated) {
          ops.add(new CountedOp(op, count.waiting, count.pending));
        }
      }
    }
    return new PausedCount(program.revision(), ops, truncated, sum.waiting, sum.pending);
  }
}
