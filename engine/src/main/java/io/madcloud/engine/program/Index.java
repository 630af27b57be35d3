package io.madcloud.engine.program;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the ops that a field concerns without looking at ops that cannot happen.
 *
 * <p>Each op with inputs is <em>filed</em> under one of them, the one that the fewest ops need:
 * while that field is missing, the op is never looked at. The idea is that of watched literals in
 * SAT solvers (Moskewicz et al., "Chaff", 2001). A changed field leads, by way of the filing fields
 * that are present, to the ops that name it. Immutable.
 */
final class Index {

  static final Index EMPTY =
      new Index(
          PersistentMap.empty(),
          PersistentMap.empty(),
          Grouped.EMPTY,
          Grouped.EMPTY,
          OpsByField.EMPTY,
          OpsByField.EMPTY);

  private final PersistentMap<Integer, Integer> needs;
  private final PersistentMap<String, Field> filings;
  private final Grouped byInput;
  private final Grouped byMask;
  private final OpsByField byFiling;
  private final OpsByField byProduct;

  private Index(
      PersistentMap<Integer, Integer> needs,
      PersistentMap<String, Field> filings,
      Grouped byInput,
      Grouped byMask,
      OpsByField byFiling,
      OpsByField byProduct) {
    this.needs = needs;
    this.filings = filings;
    this.byInput = byInput;
    this.byMask = byMask;
    this.byFiling = byFiling;
    this.byProduct = byProduct;
  }

  /** This index with more ops, none of whose paths it holds. */
  Index with(Collection<Op> ops) {
    PersistentMap<Integer, Integer> counted = needs;
    for (Op op : ops) {
      counted = count(counted, op, 1);
    }
    Index index = new Index(counted, filings, byInput, byMask, byFiling, byProduct);
    for (Op op : ops) {
      if (!op.isNotification()) {
        index = index.file(op);
      }
    }
    return index;
  }

  /** This index without {@code op}, which it holds. */
  Index without(Op op) {
    Field filing = filings.get(op.path());
    return filing == null
        ? this
        : put(op, filing, false, count(needs, op, -1), filings.without(op.path()));
  }

  /** Visits the ops that need {@code field} and are filed under a present field. */
  void consumers(Field field, Presence present, Consumer<Op> visitor) {
    byInput.visit(field, present, visitor);
  }

  /** Visits the ops that {@code field} masks and that are filed under a present field. */
  void masked(Field field, Presence present, Consumer<Op> visitor) {
    byMask.visit(field, present, visitor);
  }

  /** Visits all ops that are filed under a present field. */
  void filed(Presence present, Consumer<Op> visitor) {
    present.forEach(filing -> byFiling.visit(filing, visitor));
  }

  /** Whether an op that can produce {@code field} passes the test. */
  boolean anyProducer(Field field, Predicate<Op> test) {
    boolean[] found = new boolean[1];
    byProduct.visit(field.number(), op -> found[0] = found[0] || test.test(op));
    return found[0];
  }

  private Index file(Op op) {
    Field filing = op.in().get(0).field();
    for (Slot slot : op.in()) {
      if (needs.get(slot.field().number()) < needs.get(filing.number())) {
        filing = slot.field();
      }
    }
    return put(op, filing, true, needs, filings.with(op.path(), filing));
  }

  /** This index with an op put in, or taken out, wherever its fields lead to it. */
  private Index put(
      Op op,
      Field filing,
      boolean in,
      PersistentMap<Integer, Integer> counts,
      PersistentMap<String, Field> filed) {
    Grouped inputs = byInput;
    for (Slot slot : op.in()) {
      inputs = inputs.put(slot.field(), filing, op, in);
    }
    Grouped masks = byMask;
    for (Field field : op.mask()) {
      masks = masks.put(field, filing, op, in);
    }
    OpsByField products = byProduct;
    for (Slot slot : op.out()) {
      products = products.put(slot.field(), op, in);
    }
    if (op.fail() != null) {
      products = products.put(op.fail(), op, in);
    }
    return new Index(counts, filed, inputs, masks, byFiling.put(filing, op, in), products);
  }

  private static PersistentMap<Integer, Integer> count(
      PersistentMap<Integer, Integer> counts, Op op, int change) {
    PersistentMap<Integer, Integer> counted = counts;
    for (Slot slot : op.in()) {
      Integer known = counted.get(slot.field().number());
      counted = counted.with(slot.field().number(), (known == null ? 0 : known) + change);
    }
    return counted;
  }

  /** Ops by the number of a field. */
  private record OpsByField(PersistentMap<Integer, PersistentMap<String, Op>> ops) {

    static final OpsByField EMPTY = new OpsByField(PersistentMap.empty());

    OpsByField put(Field field, Op op, boolean in) {
      PersistentMap<String, Op> known = ops.get(field.number());
      PersistentMap<String, Op> before = known == null ? PersistentMap.empty() : known;
      PersistentMap<String, Op> now = in ? before.with(op.path(), op) : before.without(op.path());
      return new OpsByField(
          now.isEmpty() ? ops.without(field.number()) : ops.with(field.number(), now));
    }

    void visit(int field, Consumer<Op> visitor) {
      PersistentMap<String, Op> known = ops.get(field);
      if (known != null) {
        known.forEach(visitor);
      }
    }
  }

  /** Ops by a field that they name, in groups by the field that they are filed under. */
  private record Grouped(PersistentMap<Integer, OpsByField> groups) {

    static final Grouped EMPTY = new Grouped(PersistentMap.empty());

    Grouped put(Field field, Field filing, Op op, boolean in) {
      OpsByField known = groups.get(field.number());
      OpsByField now = (known == null ? OpsByField.EMPTY : known).put(filing, op, in);
      return new Grouped(
          now.ops.isEmpty() ? groups.without(field.number()) : groups.with(field.number(), now));
    }

    void visit(Field field, Presence present, Consumer<Op> visitor) {
      OpsByField group = groups.get(field.number());
      if (group == null) {
        return;
      }
      if (group.ops.size() <= present.count()) {
        group.ops.forEachKey(
            filing -> {
              if (present.has(filing)) {
                group.visit(filing, visitor);
              }
            });
      } else {
        present.forEach(filing -> group.visit(filing, visitor));
      }
    }
  }
}
