package io.madcloud.engine.program;

import java.util.Arrays;

/**
 * An immutable list whose changed copies share what did not change: a tree of 32-way nodes. What is
 * numbered without gaps is found in it without hashing and boxing, unlike in a {@link
 * PersistentMap}.
 */
final class PersistentList<E> {

  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;
  private static final int MASK = WIDTH - 1;

  private static final PersistentList<Object> EMPTY = new PersistentList<>(new Object[0], 0, 0);

  private final Object[] root;

  /** Bits of an index below those that choose a slot of the root. */
  private final int shift;

  private final int size;

  private PersistentList(Object[] root, int shift, int size) {
    this.root = root;
    this.shift = shift;
    this.size = size;
  }

  @SuppressWarnings("unchecked")
  static <E> PersistentList<E> empty() {
    return (PersistentList<E>) EMPTY;
  }

  int size() {
    return size;
  }

  /** The element at {@code index}; null where there is none. */
  @SuppressWarnings("unchecked")
  E get(int index) {
    if (index < 0 || index >= size) {
      return null;
    }
    Object[] node = root;
    for (int level = shift; level > 0; level -= BITS) {
      node = (Object[]) node[(index >>> level) & MASK];
    }
    return (E) node[index & MASK];
  }

  /**
   * This list with {@code element} at {@code index}, in place of what is there or behind the last.
   *
   * @throws IndexOutOfBoundsException if that would leave a gap
   */
  PersistentList<E> with(int index, E element) {
    if (index < 0 || index > size) {
      throw new IndexOutOfBoundsException(
          "Expected an index of 0 to %d, but %d".formatted(size, index));
    }
    boolean isFull = size == 1L << (shift + BITS);
    if (index == size && isFull) {
      return new PersistentList<>(
          with(new Object[] {root}, shift + BITS, index, element), shift + BITS, size + 1);
    }
    return new PersistentList<>(
        with(root, shift, index, element), shift, index == size ? size + 1 : size);
  }

  private static Object[] with(Object[] node, int level, int index, Object element) {
    int slot = (index >>> level) & MASK;
    Object[] copy = Arrays.copyOf(node, Math.max(node.length, slot + 1));
    if (level == 0) {
      copy[slot] = element;
    } else {
      Object[] child = copy[slot] == null ? new Object[0] : (Object[]) copy[slot];
      copy[slot] = with(child, level - BITS, index, element);
    }
    return copy;
  }
}
