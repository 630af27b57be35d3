package io.madcloud.topology;

import io.madcloud.engine.program.ChangedOps;
import io.madcloud.engine.program.Program;
import io.madcloud.topology.program.Programs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * Makes the processes of a partition take notice of a changed program, some at a time: those for
 * which the change may make a difference, or all when that is not known. Changes that come while a
 * sweep is under way are met by the next one, all together. Stopped processes are visited only when
 * an op catches up.
 */
final class Sweep {

  private final ProcessStore processes;
  private final Programs programs;
  private final int batch;

  /** What every process here has met; null before the first sweep. */
  private Program met;

  private Program target;

  /** Running processes still to be visited; null when the store is walked through. */
  private Queue<String> concerned;

  private String afterRunning;
  private boolean runningDone = true;

  /** Null when no stopped process is to be visited any more. */
  private ProcessStore.StoppedPlace nextStopped;

  Sweep(ProcessStore processes, Programs programs, int batch) {
    this.processes = processes;
    this.programs = programs;
    this.batch = batch;
  }

  /** The processes to be visited next; none when all have met the program. */
  List<String> next(long nowMs) {
    if (isOver() && !begin(nowMs)) {
      return List.of();
    }
    List<String> visited = runningDone ? nextStopped(nowMs) : nextRunning();
    if (isOver()) {
      met = target;
    }
    return visited;
  }

  private boolean isOver() {
    return runningDone && nextStopped == null;
  }

  private List<String> nextRunning() {
    List<String> visited;
    if (concerned == null) {
      visited = processes.runningAfter(afterRunning, batch);
      runningDone = visited.size() < batch;
      afterRunning = runningDone ? null : visited.get(visited.size() - 1);
    } else {
      visited = new ArrayList<>();
      while (visited.size() < batch && !concerned.isEmpty()) {
        visited.add(concerned.remove());
      }
      runningDone = concerned.isEmpty();
    }
    return visited;
  }

  private List<String> nextStopped(long nowMs) {
    ProcessStore.StoppedBatch stopped = processes.stoppedFrom(nextStopped, batch, nowMs);
    nextStopped = stopped.next();
    return stopped.processes();
  }

  /** The program that the sweep is about, be it over or not; null before the first. */
  Program target() {
    return target;
  }

  /** Whether all running processes, of those that were there at its beginning, were named. */
  boolean hasBeenEverywhere() {
    return runningDone;
  }

  /** Whether a process is where the sweep, if it goes through all, has been. */
  boolean hasPassed(String process) {
    return runningDone
        || (concerned == null
            && afterRunning != null
            && ProcessKeys.head(process).compareTo(ProcessKeys.head(afterRunning)) <= 0);
  }

  /** The revision that every process here has met, once those that were named are visited. */
  long met() {
    return met == null ? SweepProgress.NONE : met.revision();
  }

  private boolean begin(long nowMs) {
    target = programs.current();
    if (target.revision() == met()) {
      return false;
    }
    ChangedOps changed = met == null ? null : target.since(met);
    Collection<String> ids = changed == null ? null : processes.runningConcernedBy(changed);
    concerned = ids == null || target.hasPaused() ? null : new ArrayDeque<>(ids);
    afterRunning = null;
    runningDone = false;
    boolean catchingUp = changed == null ? target.catchesUp() : changed.catchUp();
    nextStopped = catchingUp ? processes.firstStopped(nowMs) : null;
    return true;
  }
}
