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

  /** This index with the other invocations of its process up to {@code number} that count. */
  KeyIndex upTo(int number, Process process, Program program) {
    if (last >= number) {
      return this;
    }
    PersistentMap<Key, Integer> more = numbers;
    for (int next = last + 1; next <= number; next++) {
      Invocation invocation = process.invocation(next);
      if (!invocation.superseded()) {
        more = more.with(Key.of(invocation, program), next);
      }
    }
    return new KeyIndex(more, number);
  }

  /** The number of the invocation with this key; 0 when there is none. */
  int find(Key key) {
    Integer number = numbers.get(key);
    return number == null ? 0 : number;
  }
}
