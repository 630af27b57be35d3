package io.madcloud.engine.program;

import java.util.function.Consumer;

/** Groups of ops by the number of the field that they are filed under. Immutable. */
record OpGroups(PersistentMap<Integer, PersistentMap<OpGroup.Condition, OpGroup>> groups) {

  static final OpGroups EMPTY = new OpGroups(PersistentMap.empty());

  /** The group with this condition, empty if there is none. */
  OpGroup get(OpGroup.Condition condition) {
    PersistentMap<OpGroup.Condition, OpGroup> filed = groups.get(condition.filing());
    OpGroup known = filed == null ? null : filed.get(condition);
    return known == null ? OpGroup.empty(condition) : known;
  }

  /** These with a group in place of what has its condition; an empty one is left out. */
  OpGroups with(OpGroup group) {
    int filing = group.condition().filing();
    PersistentMap<OpGroup.Condition, OpGroup> known = groups.get(filing);
    PersistentMap<OpGroup.Condition, OpGroup> before =
        known == null ? PersistentMap.empty() : known;
    PersistentMap<OpGroup.Condition, OpGroup> now =
        group.size() == 0
            ? before.without(group.condition())
            : before.with(group.condition(), group);
    return new OpGroups(now.isEmpty() ? groups.without(filing) : groups.with(filing, now));
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Visits the groups that are filed under a present field. */
  void visit(Presence present, Consumer<OpGroup> visitor) {
    if (groups.size() <= present.count()) {
      groups.forEachKey(
          filing -> {
            if (present.has(filing)) {
              visit(filing, visitor);
            }
          });
    } else {
      present.forEach(filing -> visit(filing, visitor));
    }
  }

  private void visit(int filing, Consumer<OpGroup> visitor) {
    PersistentMap<OpGroup.Condition, OpGroup> filed = groups.get(filing);
    if (filed != null) {
      filed.forEach(visitor);
    }
  }
}
