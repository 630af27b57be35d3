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
 * that are present, to the ops that name it, in {@linkplain OpGroup groups} of which one look tells
 * whether they can happen. Immutable.
 */
final class Index {

  static final Index EMPTY =
      new Index(
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          OpGroups.EMPTY,
          PersistentMap.empty());

  /** How many ops need a field, by its number. */
  private final PersistentMap<Integer, Integer> needs;

  /** What each op is filed under, by its path. */
  private final PersistentMap<String, OpGroup.Condition> filings;

  private final PersistentMap<Integer, OpGroups> byInput;
  private final PersistentMap<Integer, OpGroups> byMask;
  private final OpGroups all;
  private final PersistentMap<Integer, PersistentMap<String, Op>> byProduct;

  private Index(
      PersistentMap<Integer, Integer> needs,
      PersistentMap<String, OpGroup.Condition> filings,
      PersistentMap<Integer, OpGroups> byInput,
      PersistentMap<Integer, OpGroups> byMask,
      OpGroups all,
      PersistentMap<Integer, PersistentMap<String, Op>> byProduct) {
    this.needs = needs;
    this.filings = filings;
    this.byInput = byInput;
    this.byMask = byMask;
    this.all = all;
    this.byProduct = byProduct;
  }

  boolean isEmpty() {
    return filings.isEmpty();
  }

  /** Whether it holds the op at this path. */
  boolean holds(String path) {
    return filings.get(path) != null;
  }

  /**
   * This index with more ops, none of whose paths it holds. (One that nothing is taken out of again
   * may hold several versions of an op.)
   */
  Index with(Collection<Op> ops) {
    PersistentMap<Integer, Integer> counted = needs;
    for (Op op : ops) {
      counted = count(counted, op, 1);
    }
    Index index = new Index(counted, filings, byInput, byMask, all, byProduct);
    for (Op op : ops) {
      if (!op.isNotification()) {
        index = index.file(op);
      }
    }
    return index;
  }

  /** This index without {@code op}, which it holds. */
  Index without(Op op) {
    OpGroup.Condition condition = filings.get(op.path());
    return condition == null
        ? this
        : put(
            op,
            all.get(condition).without(op),
            count(needs, op, -1),
            filings.without(op.path()),
            products(op, false));
  }

  /** Visits the ops that need {@code field} and are filed under a present field. */
  void consumers(Field field, Presence present, Consumer<OpGroup> visitor) {
    visit(byInput, field, present, visitor);
  }

  /** Visits the ops that {@code field} masks and that are filed under a present field. */
  void masked(Field field, Presence present, Consumer<OpGroup> visitor) {
    visit(byMask, field, present, visitor);
  }

  /** Visits all ops that are filed under a present field. */
  void filed(Presence present, Consumer<OpGroup> visitor) {
    all.visit(present, visitor);
  }

  /** Whether an op that can produce {@code field} passes the test. */
  boolean anyProducer(Field field, Predicate<Op> test) {
    PersistentMap<String, Op> producers = byProduct.get(field.number());
    if (producers == null) {
      return false;
    }
    boolean[] found = new boolean[1];
    producers.forEach(op -> found[0] = found[0] || test.test(op));
    return found[0];
  }

  private static void visit(
      PersistentMap<Integer, OpGroups> groups,
      Field field,
      Presence present,
      Consumer<OpGroup> visitor) {
    OpGroups naming = groups.get(field.number());
    if (naming != null) {
      naming.visit(present, visitor);
    }
  }

  private Index file(Op op) {
    Field filing = op.in().get(0).field();
    for (Slot slot : op.in()) {
      if (needs.get(slot.field().number()) < needs.get(filing.number())) {
        filing = slot.field();
      }
    }
    OpGroup.Condition condition = OpGroup.Condition.of(op, filing);
    OpGroup group = all.get(condition).with(op);
    return put(op, group, needs, filings.with(op.path(), group.condition()), products(op, true));
  }

  /** This index with a group put wherever the fields of its op lead to it. */
  private Index put(
      Op op,
      OpGroup group,
      PersistentMap<Integer, Integer> counts,
      PersistentMap<String, OpGroup.Condition> filed,
      PersistentMap<Integer, PersistentMap<String, Op>> products) {
    PersistentMap<Integer, OpGroups> inputs = byInput;
    for (Slot slot : op.in()) {
      inputs = put(inputs, slot.field(), group);
    }
    PersistentMap<Integer, OpGroups> masks = byMask;
    for (Field field : op.mask()) {
      masks = put(masks, field, group);
    }
    return new Index(counts, filed, inputs, masks, all.with(group), products);
  }

  private static PersistentMap<Integer, OpGroups> put(
      PersistentMap<Integer, OpGroups> groups, Field field, OpGroup group) {
    OpGroups known = groups.get(field.number());
    OpGroups now = (known == null ? OpGroups.EMPTY : known).with(group);
    return now.isEmpty() ? groups.without(field.number()) : groups.with(field.number(), now);
  }

  /** The producers of fields with an op put in, or taken out. */
  private PersistentMap<Integer, PersistentMap<String, Op>> products(Op op, boolean in) {
    PersistentMap<Integer, PersistentMap<String, Op>> products = byProduct;
    for (Slot slot : op.out()) {
      products = put(products, slot.field(), op, in);
    }
    return op.fail() == null ? products : put(products, op.fail(), op, in);
  }

  private static PersistentMap<Integer, PersistentMap<String, Op>> put(
      PersistentMap<Integer, PersistentMap<String, Op>> products, Field field, Op op, boolean in) {
    PersistentMap<String, Op> known = products.get(field.number());
    PersistentMap<String, Op> before = known == null ? PersistentMap.empty() : known;
    PersistentMap<String, Op> now = in ? before.with(op.path(), op) : before.without(op.path());
    return now.isEmpty() ? products.without(field.number()) : products.with(field.number(), now);
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
}
