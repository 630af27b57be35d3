package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Lays one message over a fieldset: rules 1 to 3 of <em>Lay</em> in the model's section 4. (Rule 4
 * is {@link Staleness}.) One object serves one message and one fieldset.
 *
 * <p>In a process that several datacenters hold, contributions are in the order of their stamps,
 * and a datacenter removes those alone that are {@linkplain Spread#mayWithdraw its own}: the others
 * go when their datacenter, which learns of the same replacement, says so.
 */
final class Laying {

  /** The identity of a value that is here no more. */
  private record Identity(int field, int[] producers) {}

  private final Process process;
  private final Program program;
  private final Fieldset fieldset;
  private final int message;
  private final Spread spread;
  private final List<Move> moves;
  private final IntSet changed = new IntSet();
  private final IntSet forgotten = new IntSet();
  private List<Identity> replaced = List.of();

  /**
   * @param moves where what other datacenters have to know is noted; unused where there are none
   */
  Laying(Process process, Program program, Fieldset fieldset, int message, List<Move> moves) {
    this.process = process;
    this.program = program;
    this.fieldset = fieldset;
    this.message = message;
    this.spread = process.spread;
    this.moves = moves;
  }

  void lay() {
    if (spread == null) {
      for (int field : process.messages.get(message).fields()) {
        contribute(field);
      }
    } else {
      layStamped(spread.tick());
    }
    settle();
  }

  private void layStamped(Stamp stamp) {
    IntSet added = new IntSet();
    for (int field : process.messages.get(message).fields()) {
      Held before = fieldset.present(field);
      Object value = process.messages.get(message).value(field);
      boolean repeated =
          before != null
              && program.field(field).merge() == Merge.LATEST
              && before.value().equals(value);
      if (!repeated) {
        contribute(field, stamp);
        added.add(field);
      }
    }
    moves.add(new Move.Added(fieldset.number(), message, stamp, added.toArray()));
  }

  /** Lays some of the message's fields, as another datacenter did. */
  void add(int[] fields, Stamp stamp) {
    for (int field : fields) {
      contribute(field, stamp);
    }
    settle();
  }

  /** Takes the message's contribution to a field away, as another datacenter did. */
  void withdraw(int number, int place) {
    Held before = fieldset.get(number);
    replace(number, before, before.without(program.field(number), place, process.messages));
    settle();
  }

  private void settle() {
    while (!replaced.isEmpty()) {
      removeGrounded();
    }
    stopAwaiting();
  }

  /** Numbers of the fields whose identity changed, or that came or went. */
  IntSet changed() {
    return changed;
  }

  /**
   * Invocations that are no longer remembered as applied or awaited: their ops may happen again.
   */
  IntSet forgotten() {
    return forgotten;
  }

  private void contribute(int number) {
    Field field = program.field(number);
    Held before = fieldset.get(number);
    Held now =
        before == null
            ? Held.of(field, new int[] {message}, process.messages)
            : before.with(field, message, process.messages);
    if (now != before) {
      replace(number, before, now);
    }
  }

  private void contribute(int number, Stamp stamp) {
    Field field = program.field(number);
    Held before = fieldset.get(number);
    Held now = Held.with(before, field, message, stamp, process.messages);
    if (now != before) {
      replace(number, before, now);
    }
  }

  private void replace(int field, Held before, Held now) {
    fieldset.put(field, now);
    if (before != null && before.hasSameIdentity(now)) {
      return;
    }
    changed.add(field);
    if (before != null && !before.isStale()) {
      if (replaced.isEmpty()) {
        replaced = new ArrayList<>();
      }
      replaced.add(new Identity(field, before.shapedBy()));
    }
  }

  /** Removes every contribution that is grounded on what was replaced, save those just laid. */
  private void removeGrounded() {
    Grounds grounds = new Grounds();
    for (Identity identity : replaced) {
      grounds.add(identity);
    }
    grounds.follow();
    replaced = List.of();
    fieldset.fields().forEach((field, held) -> removeGrounded(program.field(field), held, grounds));
  }

  private void removeGrounded(Field field, Held held, Grounds grounds) {
    if (field.merge() == Merge.LATEST) {
      return;
    }
    Held left = held.only(field, ungrounded(field, held, grounds), process.messages);
    if (left != held) {
      replace(field.number(), held, left);
    }
  }

  /** Which contributions stay. The invocations of the others are no longer applied. */
  private IntPredicate ungrounded(Field field, Held held, Grounds grounds) {
    return place -> {
      int contribution = held.contributions()[place];
      int invocation = process.messages.get(contribution).invocation();
      if (contribution == message || !grounds.carry(invocation) || !mayRemove(held, place)) {
        return true;
      }
      fieldset.applied().remove(invocation);
      forgotten.add(invocation);
      if (spread != null) {
        moves.add(
            new Move.Withdrawn(fieldset.number(), contribution, held.stamp(place), field.number()));
      }
      return false;
    };
  }

  private boolean mayRemove(Held held, int place) {
    if (spread == null) {
      return true;
    }
    int invocation = process.messages.get(held.contributions()[place]).invocation();
    return spread.mayWithdraw(
        held.stamp(place), program.op(process.invocation(invocation).op()), program);
  }

  private void stopAwaiting() {
    if (fieldset.awaited().isEmpty()) {
      return;
    }
    for (int invocation : fieldset.awaited().toArray()) {
      Invocation awaited = process.invocation(invocation);
      if (!fieldset.hasAll(awaited) || isDropped(program.op(awaited.op()))) {
        fieldset.awaited().remove(invocation);
        forgotten.add(invocation);
      }
    }
  }

  private boolean isDropped(Op op) {
    if (!op.spec().dropsWhenMasked()) {
      return false;
    }
    for (Field mask : op.mask()) {
      if (fieldset.has(mask.number())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Which invocations are grounded on replaced identities. An invocation can only be grounded on an
   * identity that was there when it was made, so those up to the newest producer of the identity
   * are not looked at.
   */
  private final class Grounds {

    private final List<Identity> identities = new ArrayList<>();
    private int floor = Integer.MAX_VALUE;
    private boolean[] grounded;

    void add(Identity identity) {
      identities.add(identity);
      int newest = 0;
      for (int producer : identity.producers) {
        newest = Math.max(newest, process.messages.get(producer).invocation());
      }
      floor = Math.min(floor, newest);
    }

    void follow() {
      grounded = new boolean[process.invocationCount() - floor];
      for (int number = floor + 1; number <= process.invocationCount(); number++) {
        grounded[number - floor - 1] = isGrounded(process.invocation(number).key());
      }
    }

    boolean carry(int invocation) {
      return invocation > floor && grounded[invocation - floor - 1];
    }

    private boolean isGrounded(int[] key) {
      for (int at = 0; at < key.length; at += 2 + key[at + 1]) {
        int end = at + 2 + key[at + 1];
        for (Identity identity : identities) {
          if (identity.field == key[at]
              && Arrays.equals(
                  key, at + 2, end, identity.producers, 0, identity.producers.length)) {
            return true;
          }
        }
        if (program.field(key[at]).merge() != Merge.LATEST) {
          for (int producer = at + 2; producer < end; producer++) {
            if (carry(process.messages.get(key[producer]).invocation())) {
              return true;
            }
          }
        }
      }
      return false;
    }
  }
}
