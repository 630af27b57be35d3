package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.List;
import java.util.function.IntPredicate;

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
    if (invocation.messages() == 0 || invocation.superseded()) {
      return;
    }
    if (process.spread != null && invocation.moves(program) > 0) {
      replaceRivals(fieldset, invocationNumber);
    }
    boolean overlap = overlaps(fieldset, invocation) || isContested(fieldset, invocation);
    if (invocation.messages() == 1 && !overlap) {
      lay(fieldset, invocation.firstMessage());
      return;
    }
    for (int index = 0; index < invocation.messages(); index++) {
      Change.Producer alternative = new Change.Producer(invocationNumber, index);
      Fieldset fork = fork(fieldset, alternative);
      candidates.copy(number, fork.number());
      waiting.copy(number, fork.number());
      lay(fork, invocation.firstMessage() + index);
    }
    if (!overlap) {
      draft.step().close(fieldset, invocationNumber);
      draft.moves().add(new Move.Closed(number));
      forget(number);
    }
  }

  /** The number of the invocation with a key; 0 when there is none. */
  int find(Key key) {
    return matcher.find(key);
  }

  /** What an invocation replied counts no more: the op was run again, where it has moved to. */
  void supersede(int number) {
    Invocation invocation = process.invocation(number);
    if (invocation.superseded()) {
      return;
    }
    outdate(number);
    for (int fieldset : process.live.toArray()) {
      if (process.fieldsets.get(fieldset).forkedBy() == number) {
        close(fieldset);
        draft.moves().add(new Move.Closed(fieldset));
      } else {
        withdrawAll(draft.step().change(fieldset), number);
      }
    }
  }

  private void outdate(int number) {
    draft.step().set(number, process.invocation(number).outdated());
    draft.moves().add(new Move.Superseded(number));
  }

  /** What is under way of ops that have moved away is given up: they run again where they are. */
  void giveUpMoved() {
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      Op now = program.op(program.op(invocation.op()).path());
      if (invocation.isPending() && now != null && process.isElsewhere(now)) {
        draft.step().set(number, invocation.dropped().outdated());
        for (int fieldset : process.live.toArray()) {
          if (process.fieldsets.get(fieldset).awaited().contains(number)) {
            draft.step().change(fieldset).awaited().remove(number);
          }
        }
        draft.changes().add(new Change.GivenUp(number, process.spread.residence(now)));
      }
    }
  }

  /** What other datacenters replied to the same, before the op moved, gives way to this reply. */
  private void replaceRivals(Fieldset fieldset, int invocation) {
    Key key = Key.of(process.invocation(invocation), program);
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation other = process.invocation(number);
      if (number != invocation && other.elsewhere() != null && Key.of(other, program).equals(key)) {
        if (!other.superseded()) {
          outdate(number);
        }
        withdrawAll(fieldset, number);
      }
    }
  }

  /** Takes all contributions of an invocation from a fieldset, and tells of it. */
  private void withdrawAll(Fieldset fieldset, int invocation) {
    fieldset
        .fields()
        .forEach(
            (field, held) -> {
              for (int place = 0; place < held.contributions().length; place++) {
                int message = held.contributions()[place];
                if (process.messages.get(message).invocation() == invocation) {
                  Stamp stamp = held.stamp(place);
                  withdraw(fieldset.number(), message, field, stamp);
                  draft.moves().add(new Move.Withdrawn(fieldset.number(), message, stamp, field));
                }
              }
            });
  }

  private Fieldset fork(Fieldset fieldset, Change.Producer alternative) {
    Spread spread = process.spread;
    if (spread == null) {
      return draft.step().fork(fieldset, alternative);
    }
    boolean away = !spread.home(fieldset).equals(spread.here());
    Fieldset fork = draft.step().fork(fieldset, alternative, spread.tick(), away);
    draft.moves().add(new Move.Forked(fork.number()));
    return fork;
  }

  /**
   * Whether a reply is applied away from the fieldset's home and holds a field that can be produced
   * elsewhere, too, so that the home could come to hold another value meanwhile.
   */
  private boolean isContested(Fieldset fieldset, Invocation invocation) {
    Spread spread = process.spread;
    if (spread == null || spread.home(fieldset).equals(spread.here())) {
      return false;
    }
    int end = invocation.firstMessage() + invocation.messages();
    for (int message = invocation.firstMessage(); message < end; message++) {
      for (int number : process.messages.get(message).fields()) {
        Field field = program.field(number);
        if (field.merge() == Merge.FORK && isProducedElsewhere(field)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isProducedElsewhere(Field field) {
    Spread spread = process.spread;
    Op notification = spread.isOrigin() ? null : program.lastOp(spread.notification());
    return (notification != null && notification.canProduce(field))
        || program.anyProducer(field, process::isElsewhere);
  }

  /** Lays some fields of a message over a fieldset, be it closed, as another datacenter did. */
  void add(int number, int message, int[] fields, Stamp stamp) {
    Fieldset fieldset = draft.step().change(number);
    int invocation = process.messages.get(message).invocation();
    if (invocation > 0) {
      fieldset.applied().add(invocation);
    }
    if (!fieldset.isClosed()) {
      Laying laying = new Laying(process, program, fieldset, message, draft.moves());
      laying.add(fields, stamp);
      look(fieldset, laying);
      return;
    }
    for (int field : fields) {
      Held before = fieldset.everHeld().get(field);
      fieldset.putBeneath(
          field, Held.with(before, program.field(field), message, stamp, process.messages));
    }
  }

  /** Takes contributions of a message from a fieldset, be it closed, as another datacenter did. */
  void withdraw(int number, int message, int field, Stamp stamp) {
    Held before = process.fieldsets.get(number).everHeld().get(field);
    int place = Held.placeOf(before, message, stamp);
    if (place < 0) {
      return;
    }
    Fieldset fieldset = draft.step().change(number);
    fieldset.applied().remove(process.messages.get(message).invocation());
    if (fieldset.isClosed()) {
      fieldset.putBeneath(field, before.without(program.field(field), place, process.messages));
      return;
    }
    Laying laying = new Laying(process, program, fieldset, message, draft.moves());
    laying.withdraw(field, place);
    look(fieldset, laying);
  }

  /** A fork that another datacenter made: it has what its parent had at that time. */
  void forkFrom(int parent, String id, Stamp stamp) {
    Fieldset fork = draft.step().forkFrom(parent, id, stamp);
    Fieldset forked = process.fieldsets.get(parent);
    fork.applied().addAll(forked.applied());
    forked
        .everHeld()
        .forEach(
            (field, held) -> {
              Held then = held.only(program.field(field), wasThere(held, stamp), process.messages);
              if (!then.isStale() || held.isStale()) {
                fork.put(field, then);
              }
              forgetLater(fork, held, stamp);
            });
    forgetAlternatives(fork, forked, stamp);
    forked
        .awaited()
        .forEach(
            invocation -> {
              if (fork.hasAll(process.invocation(invocation))) {
                fork.awaited().add(invocation);
              }
            });
    program.candidates(fork, ops -> candidates.add(fork.number(), ops));
  }

  /** Which contributions were there at a time, and count still. */
  private IntPredicate wasThere(Held held, Stamp stamp) {
    return place ->
        held.stamp(place).isBefore(stamp) && !process.isSuperseded(held.contributions()[place]);
  }

  /** What was applied to the parent after it was forked was not applied to the fork. */
  private void forgetLater(Fieldset fork, Held held, Stamp stamp) {
    for (int place = 0; place < held.stamps().length; place++) {
      if (stamp.isBefore(held.stamp(place))) {
        fork.applied().remove(process.messages.get(held.contributions()[place]).invocation());
      }
    }
  }

  /** The same where it went to forks of its own: those of a split do not replace this fork. */
  private void forgetAlternatives(Fieldset fork, Fieldset parent, Stamp stamp) {
    fork.applied().remove(parent.splitBy());
    for (Fieldset other : process.fieldsets) {
      if (other.parent() == parent.number()
          && other.forkedBy() > 0
          && stamp.isBefore(other.forkedAt())) {
        fork.applied().remove(other.forkedBy());
      }
    }
  }

  /** Closes a fieldset, as another datacenter did. */
  void close(int number) {
    if (!process.fieldsets.get(number).isClosed()) {
      draft.step().close(draft.step().change(number), 0);
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
    Laying laying = new Laying(process, program, fieldset, message, draft.moves());
    laying.lay();
    look(fieldset, laying);
  }

  /** Notes what is worth another look. */
  private void look(Fieldset fieldset, Laying laying) {
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
    if (process.spread == null) { // No datacenter sees whether all fields are the same.
      unasked = new Twins(process, program, step).close();
    } else {
      unasked = new IntSet();
    }
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
