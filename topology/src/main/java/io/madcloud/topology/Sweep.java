package io.madcloud.topology;

import io.madcloud.engine.program.Program;
import io.madcloud.topology.program.Programs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Makes the processes of a partition take notice of a changed program, some at a time. Changes that
 * come while a sweep is under way are met by the next one, all together. Stopped processes are
 * visited only when an op catches up.
 */
final class Sweep {

  private static final long OVER = Long.MAX_VALUE;

  private final ProcessStore processes;
  private final Programs programs;
  private final int batch;

  /** The revision that every process here has met. */
  private long met = -1;

  private long target = -1;
  private String afterRunning;
  private boolean runningDone = true;
  private long nextStoppedMs = OVER;

  Sweep(ProcessStore processes, Programs programs, int batch) {
    this.processes = processes;
    this.programs = programs;
    this.batch = batch;
  }

  /** The processes to be visited next; none when all have met the program. */
  Collection<String> next() {
    if (met == target && !begin()) {
      return List.of();
    }
    if (!runningDone) {
      List<String> running = processes.runningAfter(afterRunning, batch);
      runningDone = running.size() < batch;
      afterRunning = runningDone ? null : running.get(running.size() - 1);
      finish();
      return running;
    }
    ProcessStore.StoppedBatch stopped = processes.stoppedFrom(nextStoppedMs, batch);
    nextStoppedMs = stopped.nextMs();
    finish();
    return new ArrayList<>(stopped.processes());
  }

  private boolean begin() {
    Program program = programs.current();
    if (program.revision() == met) {
      return false;
    }
    target = program.revision();
    afterRunning = null;
    runningDone = false;
    nextStoppedMs = program.catchesUp() ? 0 : OVER;
    return true;
  }

  private void finish() {
    if (runningDone && nextStoppedMs == OVER) {
      met = target;
    }
  }
}
