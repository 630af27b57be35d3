package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.List;

/**
 * Applies replies to fieldsets: <em>Apply</em> in the model's section 4, and what is asked after
 * each step. It notes which ops are worth another look on the fieldsets that it changes.
 */
final class Applying {

  private final Draft draft;
  private final Process process;
  private final Program program;
  private final Matcher matcher;
  private final Candidates candidates;

  /** Those candidates that were looked at and have to wait. */
  private final Candidates waiting;

  /**
   * Fieldsets to be asked for stale fields although the step does not change them: in the first
   * step all, if any has some, and then those whose memory grew, as twins, after they had been
   * asked.
   */
  private IntSet unasked;

  Applying(Draft draft, Matcher matcher, Candidates candidates, Candidates waiting) {
    this.draft = draft;
    this.process = draft.process();
    this.program = draft.program();
    this.matcher = matcher;
    this.candidates = candidates;
    this.waiting = waiting;
    this.unasked = process.totals.stale() == 0 ? new IntSet() : process.live.copy();
  }

  /** Applies the reply of an invocation to one fieldset. */
  void apply(int number, int invocationNumber) {
    Invocation invocation = process.invocation(invocationNumber);
    Fieldset fieldset = draft.step().change(number);
    fieldset.awaited().remove(invocationNumber);
    fieldset.applied().add(invocationNumber);
    if (invocation.messages() == 0) {
      return;
    }
    boolean overlap = overlaps(fieldset, invocation);
    if (invocation.messages() == 1 && !overlap) {
      lay(fieldset, invocation.firstMessage());
      return;
    }
    for (int index = 0; index < invocation.messages(); index++) {
      Change.Producer alternative = new Change.Producer(invocationNumber, index);
      Fieldset fork = draft.step().fork(fieldset, alternative);
      candidates.copy(number, fork.number());
      waiting.copy(number, fork.number());
      lay(fork, invocation.firstMessage() + index);
    }
    if (!overlap) {
      draft.step().close(fieldset);
      forget(number);
    }
  }

  private boolean overlaps(Fieldset fieldset, Invocation invocation) {
    int end = invocation.firstMessage() + invocation.messages();
    for (int message = invocation.firstMessage(); message < end; message++) {
      if (overlaps(fieldset, process.messages.get(message))) {
        return true;
      }
    }
    return false;
  }

  private boolean overlaps(Fieldset fieldset, Message message) {
    for (int index = 0; index < message.fields().length; index++) {
      int field = message.fields()[index];
      Held held = fieldset.present(field);
      if (held != null
          && program.field(field).merge() == Merge.FORK
          && !held.value().equals(message.values()[index])) {
        return true;
      }
    }
    return false;
  }

  /** Lays a message over a fieldset that is being changed. */
  void lay(Fieldset fieldset, int message) {
    Laying laying = new Laying(process, program, fieldset, message);
    laying.lay();
    for (int index = 0; index < laying.changed().size(); index++) {
      Field changed = program.field(laying.changed().get(index));
      if (fieldset.has(changed.number())) {
        program.consumers(changed, fieldset, ops -> candidates.add(fieldset.number(), ops));
      } else {
        program.masked(changed, fieldset, ops -> candidates.add(fieldset.number(), ops));
      }
    }
    for (int index = 0; index < laying.forgotten().size(); index++) {
      Invocation forgotten = process.invocation(laying.forgotten().get(index));
      Op op = program.op(program.op(forgotten.op()).path());
      if (op != null) {
        candidates.add(fieldset.number(), op);
      }
    }
  }

  /** What is asked at the end of a step: stale fields first, then twins. */
  void settle() {
    Step step = draft.step();
    IntSet asked = step.touched();
    if (!unasked.isEmpty()) {
      asked = unasked;
      asked.addAll(step.touched());
    }
    Staleness staleness = new Staleness(process, program, matcher);
    for (int index = 0; index < asked.size(); index++) {
      Fieldset fieldset = process.fieldsets.get(asked.get(index));
      if (!fieldset.isClosed() && fieldset.hasStale()) {
        drop(fieldset.number(), staleness.lost(fieldset));
      }
    }
    unasked = new Twins(process, program, step).close();
    IntSet touched = step.touched();
    for (int index = 0; index < touched.size(); index++) {
      if (process.fieldsets.get(touched.get(index)).isClosed()) {
        forget(touched.get(index));
      }
    }
  }

  private void drop(int number, List<Field> lost) {
    if (lost.isEmpty()) {
      return;
    }
    Fieldset fieldset = draft.step().change(number);
    for (Field field : lost) {
      fieldset.remove(field.number());
    }
    for (Field field : lost) {
      program.masked(field, fieldset, ops -> candidates.add(number, ops));
    }
  }

  private void forget(int fieldset) {
    candidates.remove(fieldset);
    waiting.remove(fieldset);
  }
}
