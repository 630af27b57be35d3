package io.madcloud.engine;

import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.engine.program.Steps;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Decides whether an op can happen on a fieldset (the first rule of the model's section 4). */
final class Matcher {

  /**
   * An op can happen.
   *
   * @param key of the invocation
   * @param invocation with that key; 0 when there is none yet
   */
  record Match(Key key, int invocation) {}

  /** So many invocations are looked through faster than an index is made. */
  private static final int FEW = 16;

  private final Process process;
  private final Program program;
  private final Steps steps;

  /** How many invocations there were before the turn. */
  private final int before;

  /** The invocations of the turn, as far as they are {@link #indexed}. */
  private final Map<Key, Integer> made = new HashMap<>();

  private int indexed;

  /** One for whoever asks, and decides nothing. */
  Matcher(Process process, Program program) {
    this(process, program, new Steps(Long.MAX_VALUE));
  }

  /**
   * One for a turn.
   *
   * @param steps that conditions may take
   */
  Matcher(Process process, Program program, Steps steps) {
    this.process = process;
    this.program = program;
    this.steps = steps;
    this.before = process.invocationCount();
    this.indexed = before;
  }

  /** How {@code op} can happen on {@code fieldset}, or null when it cannot. */
  Match match(Fieldset fieldset, Op op) {
    boolean impossible = process.isElsewhere(op) || process.isDropped(op) || isMasked(fieldset, op);
    Key key = impossible ? null : Key.of(op, fieldset);
    if (key == null) {
      return null;
    }
    int invocation = find(key);
    if (invocation > 0 && countsNoMore(process.invocation(invocation))) {
      if (op.moves() <= process.invocation(invocation).moves(program)) {
        return null; // The op has moved away, by a program that this datacenter has yet to meet.
      }
      invocation = 0; // The op has moved here, and runs again.
    }
    if (invocation > 0
        && (fieldset.applied().contains(invocation) || fieldset.awaited().contains(invocation))) {
      return null;
    }
    return holds(fieldset, op) ? new Match(key, invocation) : null;
  }

  /**
   * Whether an invocation is none to go by: given up when its op moved, or made by another
   * datacenter, not all of its reply having crossed.
   */
  private boolean countsNoMore(Invocation invocation) {
    if (invocation.elsewhere() == null || invocation.superseded()) {
      return invocation.superseded();
    }
    for (int index = 0; index < invocation.messages(); index++) {
      int known = process.messages.get(invocation.firstMessage() + index).fields().length;
      if (known < invocation.elsewhere().sizes().get(index)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all inputs are there and no mask is; the same for all ops of a group. */
  static boolean isPossible(Fieldset fieldset, Op op) {
    for (Slot slot : op.in()) {
      if (fieldset.present(slot.field().number()) == null) {
        return false;
      }
    }
    return !isMasked(fieldset, op);
  }

  private static boolean isMasked(Fieldset fieldset, Op op) {
    for (Field mask : op.mask()) {
      if (isMasked(fieldset, op, mask)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the op's masks is there. */
  static boolean isMasked(Fieldset fieldset, Op op, Field mask) {
    Held held = fieldset.get(mask.number());
    return held != null && !(held.isStale() && op.canProduce(mask));
  }

  private boolean holds(Fieldset fieldset, Op op) {
    try {
      return when(fieldset, op, steps);
    } catch (ExpressionException e) {
      return false;
    }
  }

  /**
   * Whether the op's condition holds, all of its inputs being there.
   *
   * @throws ExpressionException if it has no value
   */
  static boolean when(Fieldset fieldset, Op op, Steps steps) throws ExpressionException {
    return op.when() == null
        || Boolean.TRUE.equals(
            op.when().evaluate(local -> input(fieldset, op, local), steps.ofRun()));
  }

  private static Object input(Fieldset fieldset, Op op, String local) {
    for (Slot slot : op.in()) {
      if (slot.local().equals(local)) {
        return fieldset.present(slot.field().number()).value();
      }
    }
    return null;
  }

  /**
   * The number of the invocation with this key; of several, the one that was made when the op had
   * moved most; 0 when there is none.
   */
  int find(Key key) {
    if (process.invocationCount() > FEW) {
      return findIndexed(key);
    }
    int found = 0;
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      if (Arrays.equals(invocation.key(), key.identities())
          && program.op(invocation.op()).path().equals(key.path())) {
        found = KeyIndex.lastMoved(found, number, process, program);
      }
    }
    return found;
  }

  private int findIndexed(Key key) {
    while (indexed < process.invocationCount()) {
      indexed++;
      Key next = Key.of(process.invocation(indexed), program);
      made.put(next, KeyIndex.lastMoved(lookUp(next), indexed, process, program));
    }
    return lookUp(key);
  }

  private int lookUp(Key key) {
    Integer number = made.get(key);
    if (number != null) {
      return number;
    }
    process.keys = process.keys.upTo(before, process, program);
    return process.keys.find(key);
  }
}
