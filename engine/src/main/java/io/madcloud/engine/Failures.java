package io.madcloud.engine;

import io.madcloud.engine.program.OnFailure;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Supervision;
import java.util.ArrayList;
import java.util.List;

/**
 * What the final failure of an op does to the others, as {@code on-failure} says. A failure that a
 * field takes is none: the ops that need the field see to it.
 */
final class Failures {

  private final Draft draft;
  private final Process process;
  private final Program program;
  private boolean failsProcess;

  Failures(Draft draft) {
    this.draft = draft;
    this.process = draft.process();
    this.program = draft.program();
  }

  /** Sees whether an invocation that somebody awaited has failed for good. */
  void look(int number) {
    Invocation invocation = process.invocation(number);
    if (invocation.state() == Invocation.State.FAILED) {
      Supervision supervision = program.op(invocation.op()).spec().supervision();
      switch (supervision.onFailure()) {
        case CONTINUE -> {}
        case DROP_FOLDER -> drop(supervision.folder());
        case FAIL_PROCESS -> failsProcess = true;
      }
    }
  }

  /** Whether the process fails by that. */
  boolean failsProcess() {
    return failsProcess;
  }

  /**
   * The failed op is given another chance, and so is the folder that it took with it.
   *
   * @return the invocations that were dropped with the folder
   */
  List<Integer> takeUp(int number) {
    Supervision supervision = program.op(process.invocation(number).op()).spec().supervision();
    List<Integer> dropped = new ArrayList<>();
    if (supervision.onFailure() == OnFailure.DROP_FOLDER) {
      process.droppedFolders =
          process.droppedFolders.stream()
              .filter(folder -> !folder.equals(supervision.folder()))
              .toList();
      for (int other = 1; other <= process.invocationCount(); other++) {
        Invocation invocation = process.invocation(other);
        Op op = program.op(invocation.op());
        if (invocation.state() == Invocation.State.DROPPED
            && op.isIn(supervision.folder())
            && !process.isDropped(op)) {
          dropped.add(other);
        }
      }
    }
    return dropped;
  }

  /** From now on nothing in the folder happens; what is pending there is awaited no longer. */
  private void drop(String folder) {
    List<String> folders = new ArrayList<>(process.droppedFolders);
    folders.add(folder);
    process.droppedFolders = List.copyOf(folders);
    List<Integer> dropped = new ArrayList<>();
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      Op op = program.op(invocation.op());
      if (invocation.isPending() && op.isIn(folder)) {
        draft.step().set(number, invocation.dropped());
        dropped.add(number);
      }
    }
    // Of all: what could be restored by an op of the folder cannot be any more.
    for (int number : process.live.toArray()) {
      Fieldset fieldset = draft.step().change(number);
      dropped.forEach(fieldset.awaited()::remove);
    }
    draft.changes().add(new Change.FolderDropped(folder, List.copyOf(dropped)));
  }
}
