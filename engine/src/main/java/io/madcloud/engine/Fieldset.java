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

  /** When and where it was forked; null for the root, and where only one datacenter is. */
  private final Stamp forkedAt;

  /** The invocation that forked it, if that was here and others may not know; otherwise 0. */
  private final int forkedBy;

  /** The invocation whose alternatives replace it, if that was here; otherwise 0. */
  private int splitBy;

  private int forks;
  private boolean closed;
  private HeldFields fields = HeldFields.EMPTY;

  /**
   * What it held when it was closed, and what came to it since: another datacenter may have forked
   * it before. Empty where only one datacenter is.
   */
  private HeldFields beneath = HeldFields.EMPTY;

  private int present;
  private long bytes;
  private long fingerprint;
  private final InvocationSet applied;
  private final InvocationSet awaited;

  private Fieldset(
      int number,
      int parent,
      String id,
      Stamp forkedAt,
      int forkedBy,
      int forks,
      InvocationSet applied,
      InvocationSet awaited) {
    this.number = number;
    this.parent = parent;
    this.id = id;
    this.forkedAt = forkedAt;
    this.forkedBy = forkedBy;
    this.forks = forks;
    this.applied = applied;
    this.awaited = awaited;
  }

  static Fieldset root() {
    return new Fieldset(0, -1, "0", null, 0, 0, new InvocationSet(), new InvocationSet());
  }

  /** The fieldset that was stored. */
  static Fieldset restored(
      int number,
      FieldsetState state,
      List<Fieldset> older,
      Program program,
      List<Message> messages) {
    String id =
        state.parent() < 0
            ? "0"
            : forkId(older.get(state.parent()), state.fork(), state.forkedAt(), state.forkedAway());
    Fieldset fieldset =
        new Fieldset(
            number,
            state.parent(),
            id,
            state.forkedAt(),
            state.forkedBy(),
            state.forks(),
            InvocationSet.ofBounds(state.applied()),
            InvocationSet.ofBounds(state.awaited()));
    fieldset.closed = state.closed();
    fieldset.splitBy = state.splitBy();
    for (int index = 0; index < state.fields().length; index++) {
      Field field = program.field(state.fields()[index]);
      int[] contributions = state.contributions()[index];
      Held held =
          state.stamps() == null
              ? Held.of(field, contributions, messages)
              : Held.of(field, contributions, state.stamps()[index], messages);
      if (state.closed()) {
        fieldset.beneath = fieldset.beneath.with(field.number(), held);
      } else {
        fieldset.put(field.number(), held);
      }
    }
    return fieldset;
  }

  /** What has to be stored. */
  FieldsetState state() {
    HeldFields kept = closed ? beneath : fields;
    int[] numbers = kept.numbers();
    int[][] contributions = new int[numbers.length][];
    Stamp[][] stamps = new Stamp[numbers.length][];
    boolean stamped = false;
    for (int index = 0; index < numbers.length; index++) {
      contributions[index] = kept.get(numbers[index]).contributions();
      stamps[index] = kept.get(numbers[index]).stamps();
      stamped = stamped || stamps[index].length > 0;
    }
    return new FieldsetState(
        parent,
        forkOfParent(),
        isForkedAway(),
        forkedAt,
        forkedBy,
        splitBy,
        forks,
        closed,
        numbers,
        contributions,
        stamped ? stamps : null,
        applied.bounds(),
        awaited.bounds());
  }

  /** The same fieldset, to be changed in place of this one. */
  Fieldset copy() {
    return copyAs(number, parent, id, forkedAt, forkedBy, forks);
  }

  /** The next fork: the same fields and memory under an id of its own. */
  Fieldset fork(int forkNumber) {
    forks++;
    return copyAs(forkNumber, number, id + "." + forks, null, 0, 0);
  }

  /**
   * The next fork in a process that several datacenters hold.
   *
   * @param away whether the fieldset's home is another datacenter than that of the stamp
   */
  Fieldset fork(int forkNumber, Stamp stamp, int invocation, boolean away) {
    forks++;
    return copyAs(forkNumber, number, forkId(this, forks, stamp, away), stamp, invocation, 0);
  }

  /** A fork that another datacenter made, before anything is in it. */
  Fieldset forkFrom(int forkNumber, String forkId, Stamp stamp) {
    return new Fieldset(
        forkNumber, number, forkId, stamp, 0, 0, new InvocationSet(), new InvocationSet());
  }

  private static String forkId(Fieldset parent, int fork, Stamp stamp, boolean away) {
    return parent.id + "." + fork + (away ? "@" + stamp.datacenter() : "");
  }

  private Fieldset copyAs(
      int newNumber,
      int newParent,
      String newId,
      Stamp newForkedAt,
      int newForkedBy,
      int newForks) {
    Fieldset copy =
        new Fieldset(
            newNumber,
            newParent,
            newId,
            newForkedAt,
            newForkedBy,
            newForks,
            applied.copy(),
            awaited.copy());
    copy.closed = closed;
    copy.splitBy = splitBy;
    copy.fields = fields;
    copy.beneath = beneath;
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

  /** When and where it was forked; null for the root. */
  Stamp forkedAt() {
    return forkedAt;
  }

  /** Which fork of its parent it is, from 1; 0 for the root. */
  private int forkOfParent() {
    if (parent < 0) {
      return 0;
    }
    String last = id.substring(id.lastIndexOf('.') + 1);
    return Integer.parseInt(isForkedAway() ? last.substring(0, last.indexOf('@')) : last);
  }

  private boolean isForkedAway() {
    return id.indexOf('@', id.lastIndexOf('.') + 1) >= 0;
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

  /** The invocation that forked it, if that was here; otherwise 0. */
  int forkedBy() {
    return forkedBy;
  }

  /** The invocation whose alternatives replace it, if that was here; otherwise 0. */
  int splitBy() {
    return splitBy;
  }

  /**
   * Closes it, but keeps what it held beneath.
   *
   * @param invocation whose alternatives replace it, if that was here; otherwise 0
   */
  void closeOver(int invocation) {
    splitBy = invocation;
    HeldFields held = fields;
    InvocationSet memory = applied.copy();
    close();
    beneath = held;
    applied.addAll(memory);
  }

  /** What it holds, be it closed. */
  HeldFields everHeld() {
    return closed ? beneath : fields;
  }

  /** Sets a field of a closed fieldset. */
  void putBeneath(int field, Held now) {
    beneath = beneath.with(field, now);
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
