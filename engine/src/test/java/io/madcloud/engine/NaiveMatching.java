package io.madcloud.engine;

import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.engine.program.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks the rules of every op of the program, one by one: whether it can happen on a fieldset, and
 * which stale fields can be restored. It knows no index and no {@link Staleness}, so that tests can
 * compare these with it.
 */
final class NaiveMatching {

  private final Process process;
  private final Program program;
  private final List<Op> ops;

  /**
   * @param program the one that the process has met
   */
  NaiveMatching(Process process, Program program) {
    this.process = process;
    this.program = program;
    this.ops =
        program.ops().values().stream()
            .filter(op -> !op.isNotification() && !isDropped(op.path()))
            .toList();
  }

  private boolean isDropped(String path) {
    return process.droppedFolders.stream()
        .anyMatch(folder -> path.startsWith(folder.equals("/") ? "/" : folder + "/"));
  }

  /** The ops that can happen on {@code fieldset}. */
  List<Op> possible(Fieldset fieldset) {
    return ops.stream().filter(op -> canHappen(fieldset, op)).toList();
  }

  /** The stale fields of {@code fieldset}. */
  Set<Field> stale(Fieldset fieldset) {
    Set<Field> stale = new HashSet<>();
    for (int number : fieldset.fields().numbers()) {
      if (fieldset.get(number).contributions().length == 0) {
        stale.add(program.field(number));
      }
    }
    return stale;
  }

  /** The stale fields of {@code fieldset} that nothing can restore. */
  Set<Field> lost(Fieldset fieldset) {
    Set<Field> lost = stale(fieldset);
    List<Op> restoring = new ArrayList<>(possible(fieldset));
    for (int invocation : fieldset.awaited().toArray()) {
      restoring.add(program.op(process.invocation(invocation).op()));
    }
    boolean more = true;
    while (more) {
      more = lost.removeIf(field -> restoring.stream().anyMatch(op -> op.canProduce(field)));
      for (Op op : ops) {
        if (hasRestorableInputs(fieldset, op, lost)) {
          restoring.add(op);
        }
      }
    }
    return lost;
  }

  private boolean hasRestorableInputs(Fieldset fieldset, Op op, Set<Field> lost) {
    Set<Field> stale = stale(fieldset);
    boolean allHere =
        op.in().stream()
            .map(Slot::field)
            .allMatch(field -> fieldset.get(field.number()) != null && !lost.contains(field));
    return allHere && op.in().stream().map(Slot::field).anyMatch(stale::contains);
  }

  private boolean canHappen(Fieldset fieldset, Op op) {
    return op.in().stream().allMatch(slot -> has(fieldset, slot.field()))
        && op.mask().stream().noneMatch(mask -> isMasked(fieldset, op, mask))
        && isNew(fieldset, op)
        && holds(fieldset, op);
  }

  private static boolean has(Fieldset fieldset, Field field) {
    Held held = fieldset.get(field.number());
    return held != null && held.contributions().length > 0;
  }

  private static boolean isMasked(Fieldset fieldset, Op op, Field mask) {
    boolean stale = fieldset.get(mask.number()) != null && !has(fieldset, mask);
    return has(fieldset, mask) || (stale && !op.canProduce(mask));
  }

  private boolean isNew(Fieldset fieldset, Op op) {
    List<Integer> key = new ArrayList<>();
    for (Slot slot : op.in()) {
      int[] shapedBy = fieldset.get(slot.field().number()).shapedBy();
      key.add(slot.field().number());
      key.add(shapedBy.length);
      Arrays.stream(shapedBy).forEach(key::add);
    }
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      if (program.op(invocation.op()).path().equals(op.path())
          && Arrays.stream(invocation.key()).boxed().toList().equals(key)
          && (fieldset.applied().contains(number) || fieldset.awaited().contains(number))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Fieldset fieldset, Op op) {
    try {
      return op.when() == null
          || Boolean.TRUE.equals(
              op.when().evaluate(local -> value(fieldset, op, local), new Steps(Steps.MOST)));
    } catch (ExpressionException e) {
      return false;
    }
  }

  private static Object value(Fieldset fieldset, Op op, String local) {
    return op.in().stream()
        .filter(slot -> slot.local().equals(local))
        .map(slot -> fieldset.get(slot.field().number()).value())
        .findFirst()
        .orElse(null);
  }
}
