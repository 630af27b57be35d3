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

  Replies(Course course) {
    this.course = course;
    this.wiring = course.wiring();
  }

  /**
   * Looks for an op that has to be waited for before a field can be there.
   *
   * @param excluded ops that nothing is said of, nor of what only they lead to
   * @param sought what the op has to be
   * @return {@link Wiring#NONE} when there is none
   */
  int before(int field, IntPredicate excluded, IntPredicate sought) {
    return search(new int[] {field}, excluded, sought);
  }

  /** Whether an op that is sought has to be waited for, by some way, before {@code op} happens. */
  boolean precedes(int op, IntPredicate sought) {
    return search(wiring.inputs(op), number -> number == op, sought) != Wiring.NONE;
  }

  private int search(int[] fields, IntPredicate excluded, IntPredicate sought) {
    Set<Integer> seen = new HashSet<>();
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int field : fields) {
      open.add(field);
    }
    while (!open.isEmpty()) {
      for (int op : wiring.producers(open.remove())) {
        if (course.isProducer(op) && !excluded.test(op) && seen.add(op)) {
          if (!wiring.waits(op)) {
            for (int input : wiring.inputs(op)) {
              open.add(input);
            }
          } else if (sought.test(op)) {
            return op;
          }
        }
      }
    }
    return Wiring.NONE;
  }
}
