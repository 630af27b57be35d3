package io.madcloud.engine;

import io.madcloud.engine.program.Op;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Pairs of fieldset and op that are worth a look, in the model's order: the fieldset created first,
 * then the smallest op path. (Paths are ASCII, so comparing strings compares code points.)
 */
final class Candidates {

  private static final Comparator<Op> BY_PATH = Comparator.comparing(Op::path);

  /** A fieldset, by number, and an op. */
  record Pair(int fieldset, Op op) {}

  private final TreeSet<Integer> fieldsets = new TreeSet<>();
  private final Map<Integer, TreeSet<Op>> ops = new HashMap<>();

  void add(int fieldset, Op op) {
    fieldsets.add(fieldset);
    ops.computeIfAbsent(fieldset, number -> new TreeSet<>(BY_PATH)).add(op);
  }

  /** What is worth a look on {@code fieldset} is so on its fork. */
  void copy(int fieldset, int fork) {
    TreeSet<Op> known = ops.get(fieldset);
    if (known != null) {
      fieldsets.add(fork);
      ops.put(fork, new TreeSet<>(known));
    }
  }

  /** Forgets a fieldset. */
  void remove(int fieldset) {
    fieldsets.remove(fieldset);
    ops.remove(fieldset);
  }

  /** Takes the first pair, or null when there is none. */
  Pair poll() {
    if (fieldsets.isEmpty()) {
      return null;
    }
    int fieldset = fieldsets.first();
    TreeSet<Op> queue = ops.get(fieldset);
    Op first = queue.pollFirst();
    if (queue.isEmpty()) {
      remove(fieldset);
    }
    return new Pair(fieldset, first);
  }
}
