package io.madcloud.engine.program;

import java.util.Collection;

/** The fields of a program by path and by number. Immutable; versions share what is the same. */
final class FieldTable {

  static final FieldTable EMPTY =
      new FieldTable(PersistentMap.empty(), PersistentList.empty(), false);

  private final PersistentMap<String, Field> byPath;
  private final PersistentList<Field> byNumber;
  private final boolean sensitive;

  private FieldTable(
      PersistentMap<String, Field> byPath, PersistentList<Field> byNumber, boolean sensitive) {
    this.byPath = byPath;
    this.byNumber = byNumber;
    this.sensitive = sensitive;
  }

  /** This table with more fields, and with known ones about which something else is said. */
  FieldTable with(Collection<Field> fields) {
    PersistentMap<String, Field> paths = byPath;
    PersistentList<Field> numbers = byNumber;
    boolean anySensitive = sensitive;
    for (Field field : fields) {
      paths = paths.with(field.path(), field);
      numbers = numbers.with(field.number(), field);
      anySensitive |= field.sensitive();
    }
    return new FieldTable(paths, numbers, anySensitive);
  }

  PersistentMap<String, Field> byPath() {
    return byPath;
  }

  Field get(int number) {
    return byNumber.get(number);
  }

  /** Whether one is sensitive, or was. */
  boolean hasSensitive() {
    return sensitive;
  }
}
