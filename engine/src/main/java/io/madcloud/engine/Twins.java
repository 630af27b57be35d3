package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Closes live fieldsets that have become the same as an older one. */
final class Twins {

  private final Process process;
  private final Program program;
  private final Step step;

  Twins(Process process, Program program, Step step) {
    this.process = process;
    this.program = program;
    this.step = step;
  }

  /**
   * Closes twins, the older ones of which take over memory and contributions. Only what the step
   * has touched can have become a twin.
   *
   * @return the fieldsets that took something over
   */
  IntSet close() {
    IntSet enriched = new IntSet();
    if (process.live.size() < 2 || !mayBeTwins(step.touched())) {
      return enriched;
    }
    IntSet suspects = step.touched().copy();
    for (int index = 0; index < process.live.size(); index++) {
      int older = process.live.get(index);
      IntSet others = suspects.contains(older) ? process.live.copy() : suspects;
      for (int other = 0; other < others.size(); other++) {
        int younger = others.get(other);
        if (younger > older
            && !process.fieldsets.get(younger).isClosed()
            && process.fieldsets.get(older).isTwinOf(process.fieldsets.get(younger))) {
          merge(step.change(older), step.change(younger));
          enriched.add(older);
        }
      }
    }
    return enriched;
  }

  /** Nearly always the answer is no, and then one look at each fieldset is enough to tell. */
  private boolean mayBeTwins(IntSet suspects) {
    long[] fingerprints = new long[suspects.size()];
    for (int index = 0; index < fingerprints.length; index++) {
      fingerprints[index] = process.fieldsets.get(suspects.get(index)).fingerprint();
    }
    Arrays.sort(fingerprints);
    for (int index = 1; index < fingerprints.length; index++) {
      if (fingerprints[index - 1] == fingerprints[index]) {
        return true;
      }
    }
    for (int index = 0; index < process.live.size(); index++) {
      int number = process.live.get(index);
      long fingerprint = process.fieldsets.get(number).fingerprint();
      if (Arrays.binarySearch(fingerprints, fingerprint) >= 0 && !suspects.contains(number)) {
        return true;
      }
    }
    return false;
  }

  private void merge(Fieldset older, Fieldset younger) {
    younger
        .fields()
        .forEach(
            (field, theirs) -> {
              Held ours = older.get(field);
              Held both = both(program.field(field), ours, theirs);
              if (both != ours) {
                older.put(field, both);
              }
            });
    older.applied().addAll(younger.applied());
    older.awaited().addAll(younger.awaited());
    step.closeTwin(younger, older);
  }

  /**
   * What the other has more goes behind; only where the newest value counts, other values go before
   * all, so that no value and no identity changes.
   */
  private Held both(Field field, Held ours, Held theirs) {
    List<Integer> before = new ArrayList<>();
    List<Integer> behind = new ArrayList<>();
    for (int contribution : theirs.contributions()) {
      if (!contains(ours.contributions(), contribution)) {
        Object value = process.messages.get(contribution).value(field.number());
        boolean another = field.merge() == Merge.FORK && !value.equals(ours.value());
        (another ? before : behind).add(contribution);
      }
    }
    if (before.isEmpty() && behind.isEmpty()) {
      return ours;
    }
    for (int contribution : ours.contributions()) {
      before.add(contribution);
    }
    before.addAll(behind);
    int[] all = before.stream().mapToInt(Integer::intValue).toArray();
    return Held.of(field, all, process.messages);
  }

  private static boolean contains(int[] contributions, int contribution) {
    for (int known : contributions) {
      if (known == contribution) {
        return true;
      }
    }
    return false;
  }
}
