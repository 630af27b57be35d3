package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays one message over a fieldset: rules 1 to 3 of <em>Lay</em> in the model's section 4. (Rule 4
 * is {@link Staleness}.) One object serves one message and one fieldset.
 */
final class Laying {

  /** The identity of a value that is here no more. */
  private record Identity(int field, int[] producers) {}

  private final Process process;
  private final Program program;
  private final Fieldset fieldset;
  private final int message;
  private final IntSet changed = new IntSet();
  private final IntSet forgotten = new IntSet();
  private List<Identity> replaced = List.of();

  Laying(Process process, Program program, Fieldset fieldset, int message) {
    this.process = process;
    this.program = program;
    this.fieldset = fieldset;
    this.message = message;
  }

  void lay() {
    for (int field : process.messages.get(message).fields()) {
      contribute(field);
    }
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
    int[] left = ungrounded(held.contributions(), grounds);
    if (left != held.contributions()) {
      replace(field.number(), held, Held.of(field, left, process.messages));
    }
  }

  private int[] ungrounded(int[] contributions, Grounds grounds) {
    int[] left = null;
    int kept = 0;
    for (int index = 0; index < contributions.length; index++) {
      int contribution = contributions[index];
      int invocation = process.messages.get(contribution).invocation();
      if (contribution != message && grounds.carry(invocation)) {
        left = left == null ? contributions.clone() : left;
        fieldset.applied().remove(invocation);
        forgotten.add(invocation);
      } else {
        if (left != null) {
          left[kept] = contribution;
        }
        kept++;
      }
    }
    return left == null ? contributions : Arrays.copyOf(left, kept);
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
