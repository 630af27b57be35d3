package io.madcloud.engine.check;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Follows fields of a course back to the replies that they have to wait for: the nearest ones,
 * since ops that run in the engine happen before anything is waited for.
 */
final class Replies {

  private final Course course;
  private final Wiring wiring;

  /** Producers that are being looked at. */
  private static final class Way {
    private final int[] producers;
    private int next;

    Way(int[] producers) {
      this.producers = producers;
    }
  }

  Replies(Course course) {
    this.course = course;
    this.wiring = course.wiring();
  }

  /**
   * Looks for an op that has to be waited for before a field can be there.
   *
   * @param excluded ops that nothing is said of, nor of what only they lead to
   * @param sought what the op has to be
   * @return {@link Wiring#NONE} when there is none, or the patience is at its end
   */
  int before(int field, IntPredicate excluded, IntPredicate sought) {
    return search(new int[] {field}, excluded, sought);
  }

  /**
   * Whether an op that is sought has to be waited for, by some way, before {@code op} happens. So
   * it is when the patience is at its end.
   */
  boolean precedes(int op, IntPredicate sought) {
    return search(wiring.inputs(op), number -> number == op, sought) != Wiring.NONE
        || course.patience().isOver();
  }

  private int search(int[] fields, IntPredicate excluded, IntPredicate sought) {
    Set<Integer> seen = new HashSet<>();
    ArrayDeque<Way> ways = new ArrayDeque<>();
    for (int field : fields) {
      ways.push(new Way(wiring.producers(field)));
    }
    while (!ways.isEmpty() && course.patience().allows(1)) {
      Way way = ways.element();
      if (way.next == way.producers.length) {
        ways.pop();
        continue;
      }
      int op = way.producers[way.next++];
      if (course.isProducer(op) && !excluded.test(op) && seen.add(op)) {
        if (!wiring.waits(op)) {
          for (int input : wiring.inputs(op)) {
            ways.push(new Way(wiring.producers(input)));
          }
        } else if (sought.test(op)) {
          return op;
        }
      }
    }
    return Wiring.NONE;
  }
}
