package io.madcloud.engine;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Rows of a process by number, cut into leaves of {@value #LEAF}. A copy shares the leaves of its
 * original until it changes them, so a turn of a long process copies what it touches, and where two
 * versions differ is seen leaf by leaf. Once it was copied, the original must not change any more.
 */
final class Rows<E> extends AbstractList<E> implements RandomAccess {

  /** Rows in a leaf. */
  static final int LEAF = 16;

  private static final int FIRST_ROWS = 4;

  private Object[][] leaves;

  /** Which leaves are no other's. */
  private boolean[] own;

  private int size;

  Rows() {
    this(new Object[1][], new boolean[1], 0);
  }

  private Rows(Object[][] leaves, boolean[] own, int size) {
    this.leaves = leaves;
    this.own = own;
    this.size = size;
  }

  static <E> Rows<E> of(List<E> rows) {
    Rows<E> made = new Rows<>();
    made.addAll(rows);
    return made;
  }

  Rows<E> copy() {
    return new Rows<>(leaves.clone(), new boolean[leaves.length], size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  @SuppressWarnings("unchecked")
  public E get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "Expected an index below %d, but %d".formatted(size, index));
    }
    return (E) leaves[index / LEAF][index % LEAF];
  }

  @Override
  public E set(int index, E row) {
    E before = get(index);
    ownLeaf(index / LEAF)[index % LEAF] = row;
    return before;
  }

  @Override
  public boolean add(E row) {
    int leaf = size / LEAF;
    if (leaf == leaves.length) {
      leaves = Arrays.copyOf(leaves, 2 * leaf);
      own = Arrays.copyOf(own, 2 * leaf);
    }
    int place = size % LEAF;
    if (place == 0) {
      leaves[leaf] = new Object[FIRST_ROWS];
      own[leaf] = true;
    }
    Object[] rows = ownLeaf(leaf);
    if (place == rows.length) {
      rows = Arrays.copyOf(rows, Math.min(LEAF, 2 * place));
      leaves[leaf] = rows;
    }
    rows[place] = row;
    size++;
    return true;
  }

  /** Forgets all rows from {@code newSize} on. */
  void truncate(int newSize) {
    size = newSize;
  }

  /**
   * Whether no row of a leaf is another than in {@code earlier}, of which this is a later version.
   */
  boolean sharesLeaf(int leaf, Rows<E> earlier) {
    int first = leaf * LEAF;
    boolean inBoth = first < size && first < earlier.size;
    return inBoth ? leaves[leaf] == earlier.leaves[leaf] : first >= size && first >= earlier.size;
  }

  private Object[] ownLeaf(int leaf) {
    if (!own[leaf]) {
      leaves[leaf] = leaves[leaf].clone();
      own[leaf] = true;
    }
    return leaves[leaf];
  }
}
