package io.madcloud.engine;

import java.util.function.Predicate;

/** Finds the fieldsets that were forked from another, and from those, in order of creation. */
final class Forks {

  private Forks() {}

  /** The numbers of all forks of a fieldset, their forks included. */
  static IntSet of(Process process, int number) {
    return find(process, number, fork -> true);
  }

  /** The numbers of those forks that were made after a time, with all of their forks. */
  static IntSet after(Process process, int number, Stamp stamp) {
    return find(
        process, number, fork -> fork.parent() != number || stamp.isBefore(fork.forkedAt()));
  }

  private static IntSet find(Process process, int number, Predicate<Fieldset> test) {
    IntSet found = new IntSet();
    for (int next = number + 1; next < process.fieldsets.size(); next++) {
      Fieldset fieldset = process.fieldsets.get(next);
      boolean below = fieldset.parent() == number || found.contains(fieldset.parent());
      if (below && test.test(fieldset)) {
        found.add(next);
      }
    }
    return found;
  }
}
