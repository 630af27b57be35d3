package io.madcloud.topology;

import io.madcloud.engine.program.Program;
import io.madcloud.topology.program.Programs;
import java.util.List;

/**
 * Makes the processes of a partition take notice of a changed program, some at a time. Changes that
 * come while a sweep is under way are met by the next one, all together. Stopped processes are
 * visited only when an op catches up.
 */
final class Sweep {

  private final ProcessStore processes;
  private final Programs programs;
  private final int batch;

  private long met = SweepProgress.NONE;
  private long target = SweepProgress.NONE;
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
    if (met == target && !begin(nowMs)) {
      return List.of();
    }
    List<String> visited;
    if (!runningDone) {
      visited = processes.runningAfter(afterRunning, batch);
      runningDone = visited.size() < batch;
      afterRunning = runningDone ? null : visited.get(visited.size() - 1);
    } else {
      ProcessStore.StoppedBatch stopped = processes.stoppedFrom(nextStopped, batch, nowMs);
      nextStopped = stopped.next();
      visited = stopped.processes();
    }
    if (runningDone && nextStopped == null) {
      met = target;
    }
    return visited;
  }

  /** The revision that every process here has met, once those that were named are visited. */
  long met() {
    return met;
  }

  private boolean begin(long nowMs) {
    Program program = programs.current();
    if (program.revision() == met) {
      return false;
    }
    target = program.revision();
    afterRunning = null;
    runningDone = false;
    nextStopped = program.catchesUp() ? processes.firstStopped(nowMs) : null;
    return true;
  }
}
