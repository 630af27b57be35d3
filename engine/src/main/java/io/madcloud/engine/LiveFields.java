package io.madcloud.engine;

import io.madcloud.engine.program.Presence;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which fields the live fieldsets of a process have, all together. What can happen on none of these
 * fields can happen on no fieldset. Immutable, thread-safe.
 */
public final class LiveFields implements Presence {

  private final int[] present;
  private final boolean stale;

  private LiveFields(int[] present, boolean stale) {
    this.present = present;
    this.stale = stale;
  }

  static LiveFields of(Process process) {
    IntSet present = new IntSet();
    boolean stale = false;
    for (int index = 0; index < process.live.size(); index++) {
      Fieldset fieldset = process.liveAt(index);
      fieldset.forEach(present::add);
      stale |= fieldset.hasStale();
    }
    return new LiveFields(present.toArray(), stale);
  }

  /** Whether a field is stale in one of them: whether ops that can restore it matter. */
  public boolean hasStale() {
    return stale;
  }

  @Override
  public int count() {
    return present.length;
  }

  @Override
  public boolean has(int field) {
    return Arrays.binarySearch(present, field) >= 0;
  }

  @Override
  public void forEach(IntConsumer visitor) {
    for (int field : present) {
      visitor.accept(field);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LiveFields that
        && stale == that.stale
        && Arrays.equals(present, that.present);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(present) + Boolean.hashCode(stale);
  }

  @Override
  public String toString() {
    return Arrays.toString(present) + (stale ? ", some stale" : "");
  }
}
