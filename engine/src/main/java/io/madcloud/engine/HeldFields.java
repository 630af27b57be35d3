package io.madcloud.engine;

import java.util.Arrays;

/**
 * The fields of a fieldset in order of their numbers: a sorted list that is cut into leaves, so
 * that a change copies one leaf and shares the others, and what two versions differ in is found
 * without looking at what they share. Immutable.
 */
final class HeldFields {

  static final HeldFields EMPTY = new HeldFields(new Leaf[0], 0);

  private static final int LARGEST_LEAF = 32;

  /** Is shown a field and what is held of it. */
  interface Visitor {
    void visit(int field, Held held);
  }

  /** Is shown a field and what was held of it; null where there was nothing. */
  interface ChangeVisitor {
    void visit(int field, Held was, Held now);
  }

  private final Leaf[] leaves;
  private final int size;

  private HeldFields(Leaf[] leaves, int size) {
    this.leaves = leaves;
    this.size = size;
  }

  int size() {
    return size;
  }

  /** What is held of {@code field}, or null. */
  Held get(int field) {
    return size == 0 ? null : leaves[leafFor(field)].get(field);
  }

  HeldFields with(int field, Held held) {
    if (size == 0) {
      return new HeldFields(new Leaf[] {new Leaf(new int[] {field}, new Held[] {held})}, 1);
    }
    int at = leafFor(field);
    Leaf changed = leaves[at].with(field, held);
    int more = changed.fields.length - leaves[at].fields.length;
    Leaf[] copy;
    if (changed.fields.length <= LARGEST_LEAF) {
      copy = leaves.clone();
      copy[at] = changed;
    } else {
      copy = new Leaf[leaves.length + 1];
      System.arraycopy(leaves, 0, copy, 0, at);
      System.arraycopy(leaves, at + 1, copy, at + 2, leaves.length - at - 1);
      copy[at] = changed.part(0, LARGEST_LEAF / 2);
      copy[at + 1] = changed.part(LARGEST_LEAF / 2, changed.fields.length);
    }
    return new HeldFields(copy, size + more);
  }

  /** Without {@code field}, which is here. */
  HeldFields without(int field) {
    int at = leafFor(field);
    if (leaves[at].fields.length > 1) {
      Leaf[] copy = leaves.clone();
      copy[at] = leaves[at].without(field);
      return new HeldFields(copy, size - 1);
    }
    Leaf[] copy = new Leaf[leaves.length - 1];
    System.arraycopy(leaves, 0, copy, 0, at);
    System.arraycopy(leaves, at + 1, copy, at, copy.length - at);
    return new HeldFields(copy, size - 1);
  }

  /** The numbers of all fields, ascending. */
  int[] numbers() {
    int[] numbers = new int[size];
    int at = 0;
    for (Leaf leaf : leaves) {
      System.arraycopy(leaf.fields, 0, numbers, at, leaf.fields.length);
      at += leaf.fields.length;
    }
    return numbers;
  }

  /** Visits all fields in order. */
  void forEach(Visitor visitor) {
    for (Leaf leaf : leaves) {
      leaf.forEach(visitor);
    }
  }

  /** Visits the fields that are not as in {@code other}, or not there, in order. */
  void forEachOtherThan(HeldFields other, ChangeVisitor visitor) {
    for (int index = 0; index < leaves.length; index++) {
      if (!other.shares(leaves[index], index)) {
        forEachOtherThan(other, leaves[index], visitor);
      }
    }
  }

  /** Goes through both side by side, for to look up each field of a leaf takes longer. */
  private static void forEachOtherThan(HeldFields other, Leaf leaf, ChangeVisitor visitor) {
    int otherLeaf = other.size == 0 ? 0 : other.leafFor(leaf.fields[0]);
    int place = 0;
    for (int index = 0; index < leaf.fields.length; index++) {
      int field = leaf.fields[index];
      while (otherLeaf < other.leaves.length && other.leaves[otherLeaf].isBefore(place, field)) {
        place++;
        if (place == other.leaves[otherLeaf].fields.length) {
          place = 0;
          otherLeaf++;
        }
      }
      Held was = otherLeaf == other.leaves.length ? null : other.leaves[otherLeaf].at(place, field);
      if (was != leaf.held[index]) {
        visitor.visit(field, was, leaf.held[index]);
      }
    }
  }

  /** Whether both have the same fields, each with the same identity. */
  boolean hasSameIdentities(HeldFields other) {
    boolean[] same = {size == other.size};
    if (same[0]) {
      forEachOtherThan(
          other, (field, was, now) -> same[0] = same[0] && was != null && now.hasSameIdentity(was));
    }
    return same[0];
  }

  @SuppressWarnings("ReferenceEquality") // Leaves are immutable; the same object says it all.
  private boolean shares(Leaf leaf, int index) {
    return (index < leaves.length && leaves[index] == leaf)
        || (index > 0 && index <= leaves.length && leaves[index - 1] == leaf)
        || (size > 0 && leaves[leafFor(leaf.fields[0])] == leaf);
  }

  /** The last leaf that does not begin behind {@code field}, or the first. */
  private int leafFor(int field) {
    int low = 0;
    int high = leaves.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (leaves[middle].fields[0] <= field) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Some neighbouring fields, ascending; at least one. */
  private record Leaf(int[] fields, Held[] held) {

    Held get(int field) {
      int index = Arrays.binarySearch(fields, field);
      return index < 0 ? null : held[index];
    }

    /** Whether the field at a place comes before {@code field}. */
    boolean isBefore(int place, int field) {
      return fields[place] < field;
    }

    /** What is held at a place, if it is of {@code field}, or null. */
    Held at(int place, int field) {
      return fields[place] == field ? held[place] : null;
    }

    Leaf with(int field, Held now) {
      int index = Arrays.binarySearch(fields, field);
      if (index >= 0) {
        Held[] copy = held.clone();
        copy[index] = now;
        return new Leaf(fields, copy);
      }
      int place = ~index;
      int[] moreFields = Arrays.copyOf(fields, fields.length + 1);
      Held[] moreHeld = Arrays.copyOf(held, held.length + 1);
      System.arraycopy(fields, place, moreFields, place + 1, fields.length - place);
      System.arraycopy(held, place, moreHeld, place + 1, held.length - place);
      moreFields[place] = field;
      moreHeld[place] = now;
      return new Leaf(moreFields, moreHeld);
    }

    Leaf without(int field) {
      int index = Arrays.binarySearch(fields, field);
      int[] lessFields = Arrays.copyOf(fields, fields.length - 1);
      Held[] lessHeld = Arrays.copyOf(held, held.length - 1);
      System.arraycopy(fields, index + 1, lessFields, index, lessFields.length - index);
      System.arraycopy(held, index + 1, lessHeld, index, lessHeld.length - index);
      return new Leaf(lessFields, lessHeld);
    }

    Leaf part(int from, int to) {
      return new Leaf(Arrays.copyOfRange(fields, from, to), Arrays.copyOfRange(held, from, to));
    }

    void forEach(Visitor visitor) {
      for (int index = 0; index < fields.length; index++) {
        visitor.visit(fields[index], held[index]);
      }
    }
  }
}
