package io.madcloud.engine.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which ops can happen on which fieldsets, by looking at all of them. */
final class Matching {
  /** An op that can happen on a fieldset. */
  record Pair(Fieldset fieldset, Op op) {}

  private final Program program;
  private final ProcessState process;

  Matching(Program program, ProcessState process) {
    this.program = program;
    this.process = process;
  }

  /** All pairs that can happen, by creation of the fieldset, then by op path. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (Fieldset fieldset : process.live()) {
      for (Op op : program.ops().values()) {
        if (canHappen(fieldset, op)) {
          pairs.add(new Pair(fieldset, op));
        }
      }
    }
    return pairs;
  }

  boolean canHappen(Fieldset fieldset, Op op) {
    if (fieldset.closed || op.kind() == Op.Kind.NOTIFICATION || process.isDropped(op)) {
      return false;
    }
    for (Field field : op.in().values()) {
      if (!fieldset.shows(field.path())) {
        return false;
      }
    }
    for (String mask : op.mask()) {
      if (fieldset.shows(mask)) {
        return false;
      }
      if (fieldset.stale.contains(mask) && !op.canProduce(mask)) {
        return false;
      }
    }
    if (!op.whenHolds(inputs(fieldset, op))) {
      return false;
    }
    Invocation known = process.find(key(fieldset, op));
    return known == null
        || (!fieldset.applied.contains(known.number) && !fieldset.awaited.contains(known.number));
  }

  /** Whether firing the pair needs no waiting. */
  boolean isImmediate(Pair pair) {
    Invocation known = process.find(key(pair.fieldset(), pair.op()));
    return pair.op().inProcess() || (known != null && known.isReplied());
  }

  Key key(Fieldset fieldset, Op op) {
    List<Identity> inputs = new ArrayList<>();
    op.in().values().forEach(field -> inputs.add(fieldset.identity(field.path(), program)));
    return new Key(op.path(), inputs);
  }

  Map<String, Object> inputs(Fieldset fieldset, Op op) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    op.in().forEach((local, field) -> inputs.put(local, fieldset.value(field.path(), program)));
    return inputs;
  }
}
