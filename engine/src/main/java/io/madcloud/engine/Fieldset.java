package io.madcloud.engine;

import io.madcloud.engine.ProcessState.FieldsetState;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Presence;
import io.madcloud.engine.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A set of populated fields inside a process, with its memory: which invocations were applied to
 * it, and which it awaits. Mutable; a turn works on copies.
 */
final class Fieldset implements Presence {

  private final int number;
  private final int parent;
  private final String id;
  private int forks;
  private boolean closed;
  private HeldFields fields = HeldFields.EMPTY;
  private int present;
  private long bytes;
  private long fingerprint;
  private final InvocationSet applied;
  private final InvocationSet awaited;

  private Fieldset(
      int number, int parent, String id, int forks, InvocationSet applied, InvocationSet awaited) {
    this.number = number;
    this.parent = parent;
    this.id = id;
    this.forks = forks;
    this.applied = applied;
    this.awaited = awaited;
  }

  static Fieldset root() {
    return new Fieldset(0, -1, "0", 0, new InvocationSet(), new InvocationSet());
  }

  /** The fieldset that was stored. */
  static Fieldset restored(
      int number,
      FieldsetState state,
      List<Fieldset> older,
      Program program,
      List<Message> messages) {
    String id = state.parent() < 0 ? "0" : older.get(state.parent()).id + "." + state.fork();
    Fieldset fieldset =
        new Fieldset(
            number,
            state.parent(),
            id,
            state.forks(),
            InvocationSet.ofBounds(state.applied()),
            InvocationSet.ofBounds(state.awaited()));
    fieldset.closed = state.closed();
    for (int index = 0; index < state.fields().length; index++) {
      Field field = program.field(state.fields()[index]);
      fieldset.put(field.number(), Held.of(field, state.contributions()[index], messages));
    }
    return fieldset;
  }

  /** What has to be stored. */
  FieldsetState state() {
    int[] numbers = fields.numbers();
    int[][] contributions = new int[numbers.length][];
    for (int index = 0; index < numbers.length; index++) {
      contributions[index] = fields.get(numbers[index]).contributions();
    }
    return new FieldsetState(
        parent,
        forkOfParent(),
        forks,
        closed,
        numbers,
        contributions,
        applied.bounds(),
        awaited.bounds());
  }

  /** The same fieldset, to be changed in place of this one. */
  Fieldset copy() {
    return copyAs(number, parent, id, forks);
  }

  /** The next fork: the same fields and memory under an id of its own. */
  Fieldset fork(int forkNumber) {
    forks++;
    return copyAs(forkNumber, number, id + "." + forks, 0);
  }

  private Fieldset copyAs(int newNumber, int newParent, String newId, int newForks) {
    Fieldset copy =
        new Fieldset(newNumber, newParent, newId, newForks, applied.copy(), awaited.copy());
    copy.closed = closed;
    copy.fields = fields;
    copy.present = present;
    copy.bytes = bytes;
    copy.fingerprint = fingerprint;
    return copy;
  }

  /** In order of creation, from 0. */
  int number() {
    return number;
  }

  /** Number of the fieldset that it was forked from; -1 for the root. */
  int parent() {
    return parent;
  }

  /** As the model writes it: {@code 0.2.1}. */
  String id() {
    return id;
  }

  /** Which fork of its parent it is, from 1; 0 for the root. */
  private int forkOfParent() {
    return parent < 0 ? 0 : Integer.parseInt(id, id.lastIndexOf('.') + 1, id.length(), 10);
  }

  /** How many forks were made of it. */
  int forks() {
    return forks;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
    fields = HeldFields.EMPTY;
    present = 0;
    bytes = 0;
    fingerprint = 0;
    applied.clear();
    awaited.clear();
  }

  InvocationSet applied() {
    return applied;
  }

  InvocationSet awaited() {
    return awaited;
  }

  /** The size of its values as shown. */
  long bytes() {
    return bytes;
  }

  /** The field's contributions, or null when it has never been here or was dropped. */
  Held get(int field) {
    return fields.get(field);
  }

  /** The field, if it is here and not stale; otherwise null. */
  Held present(int field) {
    Held found = get(field);
    return found == null || found.isStale() ? null : found;
  }

  void put(int field, Held now) {
    Held before = fields.get(field);
    if (before != null) {
      account(field, before, -1);
    }
    fields = fields.with(field, now);
    account(field, now, 1);
  }

  /** Drops a field for good. */
  void remove(int field) {
    account(field, fields.get(field), -1);
    fields = fields.without(field);
  }

  private void account(int field, Held change, int sign) {
    present += change.isStale() ? 0 : sign;
    bytes += sign * change.size();
    fingerprint +=
        sign
            * (field * 0x9E3779B97F4A7C15L + 31L * Arrays.hashCode(change.shapedBy()) + 1)
            * 0xBF58476D1CE4E5B9L;
  }

  /** Its fields, stale ones included, as they are now. */
  HeldFields fields() {
    return fields;
  }

  boolean hasStale() {
    return present < fields.size();
  }

  /** Twins have the same one; others hardly ever. */
  long fingerprint() {
    return fingerprint;
  }

  /** Whether both have the same fields with the same identities, and the same stale fields. */
  boolean isTwinOf(Fieldset other) {
    return fingerprint == other.fingerprint && fields.hasSameIdentities(other.fields);
  }

  /** Whether {@code invocation}'s key has only identities that are here now. */
  boolean hasAll(Invocation invocation) {
    int[] key = invocation.key();
    for (int at = 0; at < key.length; at += 2 + key[at + 1]) {
      Held now = present(key[at]);
      if (now == null || !Key.matches(key, at, now)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int count() {
    return present;
  }

  @Override
  public boolean has(int field) {
    return present(field) != null;
  }

  @Override
  public void forEach(IntConsumer visitor) {
    fields.forEach(
        (field, held) -> {
          if (!held.isStale()) {
            visitor.accept(field);
          }
        });
  }
}
