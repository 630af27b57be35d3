package io.madcloud.engine;

import java.util.Arrays;

/** A small sorted set of numbers; cheap to copy, cheapest to extend at its end. */
final class IntSet {

  private static final int[] NONE = new int[0];

  private int[] items;
  private int size;

  IntSet() {
    this(NONE, 0);
  }

  private IntSet(int[] items, int size) {
    this.items = items;
    this.size = size;
  }

  /** A set of these numbers, which must be ascending and distinct. */
  static IntSet ofSorted(int[] sorted) {
    return new IntSet(sorted, sorted.length);
  }

  IntSet copy() {
    return new IntSet(size == 0 ? NONE : Arrays.copyOf(items, size), size);
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The number at {@code index} in ascending order. */
  int get(int index) {
    return items[index];
  }

  boolean contains(int item) {
    return indexOf(item) >= 0;
  }

  /** The index in ascending order; negative when it is not in the set. */
  int indexOf(int item) {
    return Arrays.binarySearch(items, 0, size, item);
  }

  void add(int item) {
    int index =
        size == 0 || items[size - 1] < item ? ~size : Arrays.binarySearch(items, 0, size, item);
    if (index >= 0) {
      return;
    }
    int place = ~index;
    if (size == items.length) {
      items = Arrays.copyOf(items, Math.max(4, size + (size >> 1)));
    }
    System.arraycopy(items, place, items, place + 1, size - place);
    items[place] = item;
    size++;
  }

  void addAll(IntSet others) {
    for (int index = 0; index < others.size; index++) {
      add(others.items[index]);
    }
  }

  void remove(int item) {
    int index = indexOf(item);
    if (index >= 0) {
      size--;
      System.arraycopy(items, index + 1, items, index, size - index);
    }
  }

  void clear() {
    size = 0;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntSet that && Arrays.equals(items, 0, size, that.items, 0, that.size);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
