package io.madcloud.engine.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Ops that need the same fields and are masked by the same ones. Where one of them cannot happen
 * for want of an input or because of a mask, none can, so that a thousand redundant ops are told
 * apart by one look. Immutable, thread-safe.
 */
public final class OpGroup {

  /**
   * What the ops of a group share.
   *
   * @param filing number of the field that they are filed under
   * @param in numbers of their inputs
   * @param mask numbers of their masks
   * @param ownMask those masks that the op itself can produce: a stale one does not mask
   */
  record Condition(int filing, List<Integer> in, List<Integer> mask, List<Integer> ownMask) {

    static Condition of(Op op, Field filing) {
      List<Integer> in = op.in().stream().map(slot -> slot.field().number()).sorted().toList();
      List<Integer> mask = new ArrayList<>(op.mask().size());
      List<Integer> ownMask = new ArrayList<>(0);
      for (Field field : op.mask()) {
        mask.add(field.number());
        if (op.canProduce(field)) {
          ownMask.add(field.number());
        }
      }
      mask.sort(null);
      ownMask.sort(null);
      return new Condition(filing.number(), in, mask, ownMask);
    }
  }

  private final Condition condition;
  private final PersistentMap<String, Op> ops;

  /** By path; made when somebody asks, for most groups are never looked at. */
  private volatile Op[] sorted;

  private OpGroup(Condition condition, PersistentMap<String, Op> ops) {
    this.condition = condition;
    this.ops = ops;
  }

  static OpGroup empty(Condition condition) {
    return new OpGroup(condition, PersistentMap.empty());
  }

  Condition condition() {
    return condition;
  }

  OpGroup with(Op op) {
    return new OpGroup(condition, ops.with(op.path(), op));
  }

  OpGroup without(Op op) {
    return new OpGroup(condition, ops.without(op.path()));
  }

  public int size() {
    return ops.size();
  }

  /** Whether all inputs of its ops are present. */
  boolean hasInputs(Presence present) {
    for (int field : condition.in()) {
      if (!present.has(field)) {
        return false;
      }
    }
    return true;
  }

  /** One of its ops, counted from 0 in the order of their paths. */
  public Op op(int index) {
    Op[] byPath = sorted;
    if (byPath == null) {
      byPath = sort();
      sorted = byPath;
    }
    return byPath[index];
  }

  private Op[] sort() {
    List<Op> all = new ArrayList<>(ops.size());
    ops.forEach(all::add);
    all.sort((one, other) -> one.path().compareTo(other.path()));
    return all.toArray(Op[]::new);
  }
}
