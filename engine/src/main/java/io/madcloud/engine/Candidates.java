package io.madcloud.engine;

import io.madcloud.engine.program.Op;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Pairs of fieldset and op that are worth a look, in the model's order: the fieldset created first,
 * then the smallest op path. (Paths are ASCII, so comparing strings compares code points.)
 */
final class Candidates {

  /**
   * A fieldset, by number, and an op.
   *
   * @param op null only in what is compared with: before all ops of the fieldset
   */
  record Pair(int fieldset, Op op) implements Comparable<Pair> {

    @Override
    public int compareTo(Pair other) {
      if (fieldset != other.fieldset) {
        return Integer.compare(fieldset, other.fieldset);
      }
      return path().compareTo(other.path());
    }

    private String path() {
      return op == null ? "" : op.path();
    }
  }

  private final TreeSet<Pair> pairs = new TreeSet<>();

  void add(int fieldset, Op op) {
    pairs.add(new Pair(fieldset, op));
  }

  /** What is worth a look on {@code fieldset} is so on its fork. */
  void copy(int fieldset, int fork) {
    for (Pair pair : List.copyOf(of(fieldset))) {
      add(fork, pair.op());
    }
  }

  /** Forgets a fieldset. */
  void remove(int fieldset) {
    of(fieldset).clear();
  }

  /** Takes the first pair, or null when there is none. */
  Pair poll() {
    return pairs.pollFirst();
  }

  private SortedSet<Pair> of(int fieldset) {
    return pairs.subSet(new Pair(fieldset, null), new Pair(fieldset + 1, null));
  }
}
