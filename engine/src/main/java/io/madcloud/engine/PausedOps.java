package io.madcloud.engine;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpGroup;
import io.madcloud.engine.program.Program;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What paused ops leave undone in a process, and what of theirs is under way. */
public final class PausedOps {

  private final Process process;
  private final Program program;
  private final Matcher matcher;

  PausedOps(Process process, Program program, Matcher matcher) {
    this.process = process;
    this.program = program;
    this.matcher = matcher;
  }

  /**
   * The paths of the ops that a process waits for: paused ones that could happen in it otherwise.
   * It costs nothing where no op is paused.
   *
   * @param program one that has all ops and fields of the process
   */
  public static SortedSet<String> awaitedBy(Process process, Program program) {
    SortedSet<String> paths = new TreeSet<>();
    if (process.status() == Status.RUNNING && program.hasPaused()) {
      new PausedOps(process, program, new Matcher(process, program))
          .forEach(op -> paths.add(op.path()));
    }
    return paths;
  }

  /**
   * How many invocations of paused ops are pending in a process, and awaited, by the paths of the
   * ops; those that have none are left out.
   *
   * @param program one that has all ops and fields of the process
   */
  public static Map<String, Integer> pendingIn(Process process, Program program) {
    Map<String, Integer> pending = new TreeMap<>();
    if (process.status() == Status.RUNNING && program.hasPaused()) {
      IntSet awaited = new IntSet();
      for (int index = 0; index < process.live.size(); index++) {
        process.liveAt(index).awaited().forEach(awaited::add);
      }
      for (int invocation : awaited.toArray()) {
        Op op = program.op(process.invocation(invocation).op());
        if (program.isPaused(op)) {
          pending.merge(op.path(), 1, Integer::sum);
        }
      }
    }
    return pending;
  }

  /** Whether one of them could happen. */
  boolean hold() {
    boolean[] found = new boolean[1];
    forEach(op -> found[0] = true);
    return found[0];
  }

  /** Visits those that could happen, for each fieldset on which they could. */
  private void forEach(Consumer<Op> visitor) {
    for (int index = 0; index < process.live.size(); index++) {
      Fieldset fieldset = process.liveAt(index);
      program.pausedCandidates(fieldset, ops -> visit(fieldset, ops, visitor));
    }
  }

  private void visit(Fieldset fieldset, OpGroup ops, Consumer<Op> visitor) {
    if (!Matcher.isPossible(fieldset, ops.op(0))) {
      return;
    }
    for (int index = 0; index < ops.size(); index++) {
      if (matcher.match(fieldset, ops.op(index)) != null) {
        visitor.accept(ops.op(index));
      }
    }
  }
}
