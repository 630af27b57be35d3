package io.madcloud.engine.program;

import java.util.List;

/**
 * A declared op, compiled. Immutable; a changed op is a new one with a number of its own, so that a
 * reply can be judged by the op as it was when the invocation was made.
 *
 * @param number dense, from 0, one for each declared version; the same on every engine that folded
 *     the same program log
 * @param path absolute
 * @param in the fields it needs, in order
 * @param mask the fields that must be absent
 * @param out the fields it may produce
 * @param action what it does
 * @param when holds where the op can happen; null for always
 * @param fail the field that a final failure populates; null for none
 * @param returns the fields that outcomes carry; null for all
 * @param moves how often the op at this path has changed its residence so far
 * @param spec what was declared
 */
public record Op(
    int number,
    String path,
    List<Slot> in,
    List<Field> mask,
    List<Slot> out,
    Action action,
    Expression when,
    Field fail,
    List<Field> returns,
    int moves,
    OpSpec spec) {

  /** Whether the op starts processes. */
  public boolean isNotification() {
    return in.isEmpty();
  }

  /** Whether the op is in a folder, or below it. */
  public boolean isIn(String folder) {
    return folder.equals("/") || path.startsWith(folder + "/");
  }

  /** Whether the op, by its reply or its failure, can populate {@code field}. */
  public boolean canProduce(Field field) {
    if (field.equals(fail)) {
      return true;
    }
    for (Slot slot : out) {
      if (slot.field().equals(field)) {
        return true;
      }
    }
    return false;
  }

  /** The produced field with this local name, or null. */
  public Field out(String local) {
    for (Slot slot : out) {
      if (slot.local().equals(local)) {
        return slot.field();
      }
    }
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return path;
  }
}
