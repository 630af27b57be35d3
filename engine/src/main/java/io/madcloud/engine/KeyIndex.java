package io.madcloud.engine;

import io.madcloud.engine.program.PersistentMap;
import io.madcloud.engine.program.Program;

/** The invocations of a process by key, up to one of them. Immutable, so all versions share it. */
final class KeyIndex {

  static final KeyIndex EMPTY = new KeyIndex(PersistentMap.empty(), 0);

  private final PersistentMap<Key, Integer> numbers;
  private final int last;

  private KeyIndex(PersistentMap<Key, Integer> numbers, int last) {
    this.numbers = numbers;
    this.last = last;
  }

  /** The index with all invocations of {@code process}, whose earlier version this one is of. */
  KeyIndex of(Process process, Program program) {
    if (last == process.invocationCount()) {
      return this;
    }
    PersistentMap<Key, Integer> more = numbers;
    for (int number = last + 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      more = more.with(new Key(program.op(invocation.op()).path(), invocation.key()), number);
    }
    return new KeyIndex(more, process.invocationCount());
  }

  /** The number of the invocation with this key; 0 when there is none. */
  int find(Key key) {
    Integer number = numbers.get(key);
    return number == null ? 0 : number;
  }
}
