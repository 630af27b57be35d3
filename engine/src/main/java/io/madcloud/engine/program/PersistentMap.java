package io.madcloud.engine.program;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An immutable map whose changed copies share what did not change: a hash trie of 32-way nodes (P.
 * Bagwell, "Ideal Hash Trees", 2001). A change costs a logarithm of the size. Thread-safe.
 */
public final class PersistentMap<K, V> {

  private static final int BITS = 5;
  private static final int MASK = 31;
  private static final int HASH_BITS = 32;

  private static final PersistentMap<Object, Object> EMPTY =
      new PersistentMap<>(new Node(0, new Object[0]), 0);

  private final Node root;
  private final int size;

  private PersistentMap(Node root, int size) {
    this.root = root;
    this.size = size;
  }

  /** The map without entries. */
  @SuppressWarnings("unchecked")
  public static <K, V> PersistentMap<K, V> empty() {
    return (PersistentMap<K, V>) EMPTY;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The value of {@code key}, or null. */
  @SuppressWarnings("unchecked")
  public V get(K key) {
    int hash = spread(key);
    Object slot = root;
    for (int shift = 0; slot instanceof Node node; shift += BITS) {
      if (shift >= HASH_BITS) {
        Leaf leaf = node.collision(key);
        return leaf == null ? null : (V) leaf.value;
      }
      slot = node.child(hash >>> shift);
    }
    return slot instanceof Leaf leaf && leaf.key.equals(key) ? (V) leaf.value : null;
  }

  /** This map with a value for {@code key}, in place of what it has. */
  public PersistentMap<K, V> with(K key, V value) {
    boolean known = get(key) != null;
    Node changed = root.with(0, spread(key), new Leaf(key, value));
    return new PersistentMap<>(changed, known ? size : size + 1);
  }

  PersistentMap<K, V> without(K key) {
    if (get(key) == null) {
      return this;
    }
    return size == 1
        ? empty()
        : new PersistentMap<>((Node) root.without(0, spread(key), key), size - 1);
  }

  /** Visits the values in no particular, but always the same, order. */
  @SuppressWarnings("unchecked")
  void forEach(Consumer<? super V> visitor) {
    visit(root, leaf -> visitor.accept((V) leaf.value));
  }

  /** Visits the keys in no particular, but always the same, order. */
  @SuppressWarnings("unchecked")
  void forEachKey(Consumer<? super K> visitor) {
    visit(root, leaf -> visitor.accept((K) leaf.key));
  }

  private static void visit(Node node, Consumer<Leaf> visitor) {
    for (Object slot : node.slots) {
      if (slot instanceof Node child) {
        visit(child, visitor);
      } else {
        visitor.accept((Leaf) slot);
      }
    }
  }

  private static int spread(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  private record Leaf(Object key, Object value) {}

  /** A node; past the last bit of the hash its slots are all the leaves that share the hash. */
  private record Node(int bitmap, Object[] slots) {

    Object child(int path) {
      int bit = 1 << (path & MASK);
      return (bitmap & bit) == 0 ? null : slots[Integer.bitCount(bitmap & (bit - 1))];
    }

    Leaf collision(Object key) {
      for (Object slot : slots) {
        if (((Leaf) slot).key.equals(key)) {
          return (Leaf) slot;
        }
      }
      return null;
    }

    Node with(int shift, int hash, Leaf leaf) {
      if (shift >= HASH_BITS) {
        return withCollision(leaf);
      }
      int bit = 1 << ((hash >>> shift) & MASK);
      int index = Integer.bitCount(bitmap & (bit - 1));
      if ((bitmap & bit) == 0) {
        return new Node(bitmap | bit, inserted(index, leaf));
      }
      Object slot = slots[index];
      if (slot instanceof Node child) {
        return replaced(index, child.with(shift + BITS, hash, leaf));
      }
      Leaf other = (Leaf) slot;
      if (other.key.equals(leaf.key)) {
        return replaced(index, leaf);
      }
      Node both =
          new Node(0, new Object[0])
              .with(shift + BITS, spread(other.key), other)
              .with(shift + BITS, hash, leaf);
      return replaced(index, both);
    }

    private Node withCollision(Leaf leaf) {
      for (int index = 0; index < slots.length; index++) {
        if (((Leaf) slots[index]).key.equals(leaf.key)) {
          return replaced(index, leaf);
        }
      }
      return new Node(0, inserted(slots.length, leaf));
    }

    /** The node without the key, or the only leaf that is left, or null. */
    Object without(int shift, int hash, Object key) {
      if (shift >= HASH_BITS) {
        int index = Arrays.asList(slots).indexOf(collision(key));
        return shrunk(0, index, shift);
      }
      int bit = 1 << ((hash >>> shift) & MASK);
      int index = Integer.bitCount(bitmap & (bit - 1));
      if (slots[index] instanceof Node child) {
        Object left = child.without(shift + BITS, hash, key);
        if (slots.length == 1 && left instanceof Leaf && shift > 0) {
          return left;
        }
        return replaced(index, left);
      }
      return shrunk(bit, index, shift);
    }

    private Object shrunk(int bit, int index, int shift) {
      Object[] left = new Object[slots.length - 1];
      System.arraycopy(slots, 0, left, 0, index);
      System.arraycopy(slots, index + 1, left, index, left.length - index);
      return left.length == 1 && left[0] instanceof Leaf && shift > 0
          ? left[0]
          : new Node(bitmap & ~bit, left);
    }

    private Node replaced(int index, Object slot) {
      Object[] copy = slots.clone();
      copy[index] = slot;
      return new Node(bitmap, copy);
    }

    private Object[] inserted(int index, Object slot) {
      Object[] copy = new Object[slots.length + 1];
      System.arraycopy(slots, 0, copy, 0, index);
      copy[index] = slot;
      System.arraycopy(slots, index, copy, index + 1, slots.length - index);
      return copy;
    }
  }
}
