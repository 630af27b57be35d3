package io.madcloud.engine;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import java.util.Arrays;

/**
 * The key of an invocation: the op's path and the identities of its inputs. It carries no version
 * of the op, so that nothing is run again because of a change.
 *
 * @param path of the op
 * @param identities for each input its field number, the count of the producing messages, and their
 *     numbers
 */
record Key(String path, int[] identities) {

  private static final int[] NONE = new int[0];

  /** The key of {@code op} on {@code fieldset}, or null when an input is missing or stale. */
  static Key of(Op op, Fieldset fieldset) {
    int[] identities = NONE;
    for (Slot slot : op.in()) {
      Held input = fieldset.present(slot.field().number());
      if (input == null) {
        return null;
      }
      int[] shapedBy = input.shapedBy();
      int at = identities.length;
      identities = Arrays.copyOf(identities, at + 2 + shapedBy.length);
      identities[at] = slot.field().number();
      identities[at + 1] = shapedBy.length;
      System.arraycopy(shapedBy, 0, identities, at + 2, shapedBy.length);
    }
    return new Key(op.path(), identities);
  }

  /** The key of an invocation. */
  static Key of(Invocation invocation, Program program) {
    return new Key(program.op(invocation.op()).path(), invocation.key());
  }

  /** Whether the identity at {@code at} of {@code key} is the one of {@code held}. */
  static boolean matches(int[] key, int at, Held held) {
    int[] shapedBy = held.shapedBy();
    return Arrays.equals(key, at + 2, at + 2 + key[at + 1], shapedBy, 0, shapedBy.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key that
        && path.equals(that.path)
        && Arrays.equals(identities, that.identities);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(identities);
  }

  @Override
  public String toString() {
    return path + Arrays.toString(identities);
  }
}
