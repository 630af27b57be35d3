package io.madcloud.engine.program;

import java.util.BitSet;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which fields the ops of each datacenter name: those that its views of a process hold. Immutable.
 */
public final class Interests {

  /** By datacenter, the numbers of fields that ops resident there name. */
  private final SortedMap<String, BitSet> resident = new TreeMap<>();

  /** The numbers of fields that ops without {@code at} name, and notifications. */
  private final BitSet local = new BitSet();

  Interests(Iterable<Op> ops) {
    for (Op op : ops) {
      String at = op.spec().at();
      note(op, at == null || op.isNotification() ? local : resident(at));
    }
  }

  private BitSet resident(String at) {
    return resident.computeIfAbsent(at, name -> new BitSet());
  }

  private static void note(Op op, BitSet fields) {
    op.in().forEach(slot -> fields.set(slot.field().number()));
    op.mask().forEach(field -> fields.set(field.number()));
    op.out().forEach(slot -> fields.set(slot.field().number()));
    if (op.fail() != null) {
      fields.set(op.fail().number());
    }
    if (op.returns() != null) {
      op.returns().forEach(field -> fields.set(field.number()));
    }
  }

  /** The datacenters in which an op is resident, sorted. */
  public Set<String> datacenters() {
    return Collections.unmodifiableSet(resident.keySet());
  }

  /**
   * Whether the view of a datacenter holds a field.
   *
   * @param origin whether the process began there, so that ops without {@code at} run there
   */
  public boolean hold(String datacenter, boolean origin, int field) {
    BitSet fields = resident.get(datacenter);
    return (fields != null && fields.get(field)) || (origin && local.get(field));
  }
}
