package io.madcloud.engine;

import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.List;

/** What a turn has made so far: the process, the changes and effects, and the step under way. */
final class Draft {

  private final Process process;
  private final Program program;
  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>(0);
  private Step step;
  private int changesBefore;
  private int effectsBefore;
  private int movesBefore;

  Draft(Process process, Program program) {
    this.process = process;
    this.program = program;
  }

  Process process() {
    return process;
  }

  Program program() {
    return program;
  }

  List<Change> changes() {
    return changes;
  }

  List<Effect> effects() {
    return effects;
  }

  /** What other datacenters may have to know. */
  List<Move> moves() {
    return moves;
  }

  /** The step under way. */
  Step step() {
    return step;
  }

  void beginStep() {
    step = new Step(process);
    changesBefore = changes.size();
    effectsBefore = effects.size();
    movesBefore = moves.size();
  }

  /** The step takes place; what can be seen of it is told. */
  void takeStep() {
    process.totals = step.totals();
    step.tell(program, changes);
  }

  /** The step does not take place, nor anything that it wanted done. */
  void undoStep() {
    step.undo();
    changes.subList(changesBefore, changes.size()).clear();
    effects.subList(effectsBefore, effects.size()).clear();
    moves.subList(movesBefore, moves.size()).clear();
  }
}
