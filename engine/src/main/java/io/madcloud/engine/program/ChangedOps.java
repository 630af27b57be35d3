package io.madcloud.engine.program;

import java.util.ArrayList;
import java.util.List;

/**
 * The ops of a program that an earlier snapshot of it had not: new ones, and other versions of
 * known ones; and those whose pause has ended since, though they be gone. A process that met the
 * earlier snapshot, and that has the inputs of none of them, does nothing new for the later one.
 * Immutable, thread-safe.
 */
public final class ChangedOps {

  private final Index index;
  private final boolean catchingUp;

  private ChangedOps(Index index, boolean catchingUp) {
    this.index = index;
    this.catchingUp = catchingUp;
  }

  static ChangedOps between(Program earlier, Program later) {
    List<Op> changed = new ArrayList<>();
    boolean catchingUp = false;
    for (int number = earlier.opCount(); number < later.opCount(); number++) {
      Op op = later.op(number);
      Op now = later.op(op.path());
      if (now != null && now.number() == number) {
        changed.add(op);
      }
    }
    later.pauses().endedSince(earlier.revision(), number -> changed.add(later.op(number)));
    for (Op op : changed) {
      catchingUp |= op.spec().catchUp() && op.equals(later.op(op.path()));
    }
    return new ChangedOps(Index.EMPTY.with(changed), catchingUp);
  }

  /** Whether one of them has all of its inputs among the fields that are present. */
  public boolean haveInputs(Presence present) {
    boolean[] found = new boolean[1];
    index.filed(present, group -> found[0] = found[0] || group.hasInputs(present));
    return found[0];
  }

  /** Whether one of them catches up. */
  public boolean catchUp() {
    return catchingUp;
  }
}
