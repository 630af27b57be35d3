package io.madcloud.engine;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpGroup;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Pairs of fieldset and op that are worth a look, in the model's order: the fieldset created first,
 * then the smallest op path. (Paths are ASCII, so comparing strings compares code points.) Ops come
 * in groups, of which the rest is still to come after its first.
 */
final class Candidates {

  /**
   * A fieldset, by number, and an op.
   *
   * @param op null only in what is compared with: before all ops of the fieldset
   * @param group that the op belongs to, if those behind it are worth a look, too, or null
   * @param index of the op in its group
   */
  record Pair(int fieldset, Op op, OpGroup group, int index) implements Comparable<Pair> {

    @Override
    public int compareTo(Pair other) {
      if (fieldset != other.fieldset) {
        return Integer.compare(fieldset, other.fieldset);
      }
      int paths = path().compareTo(other.path());
      return paths != 0 ? paths : Boolean.compare(hasRest(), other.hasRest());
    }

    private String path() {
      return op == null ? "" : op.path();
    }

    /** Whether there are ops behind it in its group. */
    boolean hasRest() {
      return group != null && index + 1 < group.size();
    }
  }

  private final TreeSet<Pair> pairs = new TreeSet<>();

  void add(int fieldset, Op op) {
    pairs.add(new Pair(fieldset, op, null, 0));
  }

  void add(int fieldset, OpGroup group) {
    add(fieldset, group, 0);
  }

  private void add(int fieldset, OpGroup group, int index) {
    pairs.add(new Pair(fieldset, group.op(index), group, index));
  }

  /** The ops behind a pair in its group are worth a look. */
  void addRest(Pair pair) {
    add(pair.fieldset(), pair.group(), pair.index() + 1);
  }

  /** What is worth a look on {@code fieldset} is so on its fork. */
  void copy(int fieldset, int fork) {
    for (Pair pair : List.copyOf(of(fieldset))) {
      pairs.add(new Pair(fork, pair.op(), pair.group(), pair.index()));
    }
  }

  /** Forgets a fieldset. */
  void remove(int fieldset) {
    of(fieldset).clear();
  }

  /** Takes the first pair, without the rest of its group, or null when there is none. */
  Pair poll() {
    return pairs.pollFirst();
  }

  private SortedSet<Pair> of(int fieldset) {
    return pairs.subSet(before(fieldset), before(fieldset + 1));
  }

  private static Pair before(int fieldset) {
    return new Pair(fieldset, null, null, 0);
  }
}
