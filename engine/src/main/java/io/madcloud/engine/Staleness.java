package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the stale fields of a fieldset that nothing can restore: rule 4 of <em>Lay</em>. */
final class Staleness {

  private final Process process;
  private final Program program;
  private final Matcher matcher;

  Staleness(Process process, Program program, Matcher matcher) {
    this.process = process;
    this.program = program;
    this.matcher = matcher;
  }

  /** The stale fields of {@code fieldset} that nothing can restore. */
  List<Field> lost(Fieldset fieldset) {
    List<Field> stale = new ArrayList<>();
    fieldset
        .fields()
        .forEach(
            (field, held) -> {
              if (held.isStale()) {
                stale.add(program.field(field));
              }
            });
    Set<Field> restorable = new HashSet<>();
    for (Field field : stale) {
      if (isUnderWay(fieldset, field)
          || program.anyProducer(field, op -> matcher.match(fieldset, op) != null)) {
        restorable.add(field);
      }
    }
    while (addChained(fieldset, stale, restorable)) {
      // Another round: what can be restored may restore more. It ends, as each round adds a field.
    }
    stale.removeAll(restorable);
    return stale;
  }

  private boolean isUnderWay(Fieldset fieldset, Field field) {
    for (int awaited : fieldset.awaited().toArray()) {
      Invocation invocation = process.invocation(awaited);
      if (program.op(invocation.op()).canProduce(field)) {
        return true;
      }
    }
    return false;
  }

  private boolean addChained(Fieldset fieldset, List<Field> stale, Set<Field> restorable) {
    boolean added = false;
    for (Field field : stale) {
      if (!restorable.contains(field)
          && program.anyProducer(field, op -> hasRestorableInputs(fieldset, op, restorable))) {
        restorable.add(field);
        added = true;
      }
    }
    return added;
  }

  private boolean hasRestorableInputs(Fieldset fieldset, Op op, Set<Field> restorable) {
    if (process.isElsewhere(op) || process.isDropped(op)) {
      return false;
    }
    boolean someStale = false;
    for (Slot slot : op.in()) {
      Held held = fieldset.get(slot.field().number());
      if (held == null) {
        return false;
      }
      if (held.isStale()) {
        if (!restorable.contains(slot.field())) {
          return false;
        }
        someStale = true;
      }
    }
    return someStale;
  }
}
