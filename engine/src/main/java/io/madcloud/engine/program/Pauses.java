package io.madcloud.engine.program;

import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The ops that are paused, and those that were. A pause belongs to the path of an op: a change of
 * the op leaves it as it is, the op's removal ends it. Immutable.
 *
 * @param paused the ops that are paused
 * @param ended the revision at which op versions were paused no more, by their numbers: processes
 *     may wait for them, however soon that was after the pause
 */
record Pauses(Index paused, PersistentMap<Integer, Long> ended) {

  static final Pauses NONE = new Pauses(Index.EMPTY, PersistentMap.empty());

  boolean isEmpty() {
    return paused.isEmpty();
  }

  boolean holds(Op op) {
    return paused.holds(op.path());
  }

  /** With ops paused that are not. */
  Pauses with(Collection<Op> ops) {
    return new Pauses(paused.with(ops), ended);
  }

  /** Without the pause of an op, if it has one. */
  Pauses without(Op op, long revision) {
    return holds(op) ? new Pauses(paused.without(op), ended.with(op.number(), revision)) : this;
  }

  /** With an op in place of an earlier version of it. */
  Pauses changed(Op before, Op now, long revision) {
    Pauses without = without(before, revision);
    return holds(before) ? without.with(List.of(now)) : without;
  }

  /** Visits the numbers of the op versions whose pause ended after a revision. */
  void endedSince(long revision, IntConsumer visitor) {
    ended.forEachKey(
        number -> {
          if (ended.get(number) > revision) {
            visitor.accept(number);
          }
        });
  }
}
