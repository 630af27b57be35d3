package io.madcloud.engine;

import io.madcloud.engine.program.PersistentMap;
import io.madcloud.engine.program.Program;

/**
 * The invocations of a process by key, up to one of them. Immutable: the next version of the
 * process takes it over, so that a turn does not begin with all invocations that ever were.
 */
final class KeyIndex {

  static final KeyIndex EMPTY = new KeyIndex(PersistentMap.empty(), 0);

  private final PersistentMap<Key, Integer> numbers;
  private final int last;

  private KeyIndex(PersistentMap<Key, Integer> numbers, int last) {
    this.numbers = numbers;
    this.last = last;
  }

  /** This index with the other invocations of its process up to {@code number}. */
  KeyIndex upTo(int number, Process process, Program program) {
    if (last >= number) {
      return this;
    }
    PersistentMap<Key, Integer> more = numbers;
    for (int next = last + 1; next <= number; next++) {
      Key key = Key.of(process.invocation(next), program);
      more = more.with(key, lastMoved(number(more, key), next, process, program));
    }
    return new KeyIndex(more, number);
  }

  /**
   * Of two invocations with the same key the one that was made when the op had moved more, or else
   * later.
   *
   * @param earlier its number; 0 when there is none
   */
  static int lastMoved(int earlier, int later, Process process, Program program) {
    boolean movedBefore =
        earlier > 0
            && process.invocation(earlier).moves(program)
                > process.invocation(later).moves(program);
    return movedBefore ? earlier : later;
  }

  /** The number of the invocation with this key; 0 when there is none. */
  int find(Key key) {
    return number(numbers, key);
  }

  private static int number(PersistentMap<Key, Integer> numbers, Key key) {
    Integer number = numbers.get(key);
    return number == null ? 0 : number;
  }
}
