package io.madcloud.engine;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A set of invocations, by number. Most come one after the other, so only the bounds of runs are
 * kept: where a run begins and where it is over, in turn. Long processes stay small by that.
 */
final class InvocationSet {

  private static final int[] NONE = new int[0];

  /** Ascending; at even places what a run begins with, at odd ones what no longer belongs to it. */
  private int[] bounds;

  private int size;

  InvocationSet() {
    this(NONE, 0);
  }

  private InvocationSet(int[] bounds, int size) {
    this.bounds = bounds;
    this.size = size;
  }

  /** The set with these {@linkplain #bounds() bounds}. */
  static InvocationSet ofBounds(int[] bounds) {
    return new InvocationSet(bounds.clone(), bounds.length);
  }

  InvocationSet copy() {
    return new InvocationSet(size == 0 ? NONE : Arrays.copyOf(bounds, size), size);
  }

  /** Where its runs begin and where they are over, in turn. */
  int[] bounds() {
    return Arrays.copyOf(bounds, size);
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean contains(int number) {
    return (boundsUpTo(number) & 1) == 1;
  }

  void add(int number) {
    if (!contains(number)) {
      flip(number);
    }
  }

  void remove(int number) {
    if (contains(number)) {
      flip(number);
    }
  }

  void addAll(InvocationSet others) {
    others.forEach(this::add);
  }

  void clear() {
    size = 0;
  }

  /** Visits all in ascending order; the set must not change meanwhile. */
  void forEach(IntConsumer visitor) {
    for (int run = 0; run < size; run += 2) {
      for (int number = bounds[run]; number < bounds[run + 1]; number++) {
        visitor.accept(number);
      }
    }
  }

  /** All numbers, ascending. */
  int[] toArray() {
    int count = 0;
    for (int run = 0; run < size; run += 2) {
      count += bounds[run + 1] - bounds[run];
    }
    int[] numbers = new int[count];
    int[] filled = new int[1];
    forEach(number -> numbers[filled[0]++] = number);
    return numbers;
  }

  /** Takes a number in or out: what begins or ends with it does so no more, or does now. */
  private void flip(int number) {
    flipBound(number);
    flipBound(number + 1);
  }

  private void flipBound(int bound) {
    int place = boundsUpTo(bound);
    if (place > 0 && bounds[place - 1] == bound) {
      System.arraycopy(bounds, place, bounds, place - 1, size - place);
      size--;
      return;
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, Math.max(4, size + (size >> 1)));
    }
    System.arraycopy(bounds, place, bounds, place + 1, size - place);
    bounds[place] = bound;
    size++;
  }

  /** How many bounds there are that are not greater than {@code number}. */
  private int boundsUpTo(int number) {
    if (size == 0 || bounds[size - 1] <= number) {
      return size;
    }
    int index = Arrays.binarySearch(bounds, 0, size, number);
    return index >= 0 ? index + 1 : ~index;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InvocationSet that
        && Arrays.equals(bounds, 0, size, that.bounds, 0, that.size);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds());
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
