package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of a turn: a firing with what is applied at once, a reply applied to all that await it,
 * or a change of the program. It remembers what it found, so that a step which would pass a limit
 * can be undone, and so that its visible changes can be told.
 */
final class Step {

  private final Process process;
  private final int fieldsetsBefore;
  private final int invocationsBefore;
  private final int messagesBefore;
  private final int firingsBefore;
  private final List<String> droppedFoldersBefore;

  /** Numbers of the fieldsets that the step changed or created. */
  private final IntSet touched = new IntSet();

  /** Touched fieldsets as they were, in the same order; null for those that the step created. */
  private final List<Fieldset> before = new ArrayList<>(1);

  /** Alternatives that made fieldsets, from the first that the step created. */
  private final List<Change.Producer> forkedBy = new ArrayList<>(0);

  /** Invocations as they were, by number, without those that the step created. */
  private Map<Integer, Invocation> changedInvocations = Map.of();

  private Map<Integer, Integer> twins = Map.of();

  Step(Process process) {
    this.process = process;
    this.fieldsetsBefore = process.fieldsets.size();
    this.invocationsBefore = process.invocations.size();
    this.messagesBefore = process.messages.size();
    this.firingsBefore = process.firings;
    this.droppedFoldersBefore = process.droppedFolders;
  }

  /** The fieldset, to be changed. */
  Fieldset change(int number) {
    Fieldset now = process.fieldsets.get(number);
    if (touched.contains(number)) {
      return now;
    }
    Fieldset copy = now.copy();
    touch(number, now);
    process.fieldsets.set(number, copy);
    return copy;
  }

  private void touch(int number, Fieldset asItWas) {
    touched.add(number);
    before.add(touched.indexOf(number), asItWas);
  }

  /** Numbers of the fieldsets that the step changed or created; not to be changed. */
  IntSet touched() {
    return touched;
  }

  /** Adds the root fieldset of a new process. */
  Fieldset root() {
    return created(Fieldset.root(), new Change.Producer(0, 0));
  }

  /** Adds the next fork of {@code parent}, which is being changed, for the alternative. */
  Fieldset fork(Fieldset parent, Change.Producer alternative) {
    return created(parent.fork(process.fieldsets.size()), alternative);
  }

  /** Adds a fork of {@code parent} with the stamp of a process that several datacenters hold. */
  Fieldset fork(Fieldset parent, Change.Producer alternative, Stamp stamp, boolean away) {
    int number = process.fieldsets.size();
    return created(parent.fork(number, stamp, alternative.invocation(), away), alternative);
  }

  /** Adds a fork that another datacenter made of a fieldset. */
  Fieldset forkFrom(int parent, String id, Stamp stamp) {
    Fieldset forked = change(parent);
    return created(forked.forkFrom(process.fieldsets.size(), id, stamp), new Change.Producer(0, 0));
  }

  private Fieldset created(Fieldset fieldset, Change.Producer alternative) {
    process.fieldsets.add(fieldset);
    process.live.add(fieldset.number());
    touch(fieldset.number(), null);
    forkedBy.add(alternative);
    return fieldset;
  }

  /**
   * Closes a fieldset whose forks replace it.
   *
   * @param invocation whose alternatives they are; 0 for one of another datacenter
   */
  void close(Fieldset fieldset, int invocation) {
    if (process.spread == null) {
      fieldset.close();
    } else {
      fieldset.closeOver(invocation);
    }
    process.live.remove(fieldset.number());
  }

  /** Closes a fieldset that is the twin of an older one. */
  void closeTwin(Fieldset fieldset, Fieldset older) {
    close(fieldset, 0);
    twins = twins.isEmpty() ? new HashMap<>() : twins;
    twins.put(fieldset.number(), older.number());
  }

  void set(int invocation, Invocation now) {
    if (invocation <= invocationsBefore) {
      changedInvocations = changedInvocations.isEmpty() ? new HashMap<>() : changedInvocations;
      changedInvocations.putIfAbsent(invocation, process.invocation(invocation));
    }
    process.invocations.set(invocation - 1, now);
  }

  /** Makes it as if the step had not taken place. */
  void undo() {
    changedInvocations.forEach((number, was) -> process.invocations.set(number - 1, was));
    process.invocations.truncate(invocationsBefore);
    process.messages.truncate(messagesBefore);
    process.fieldsets.truncate(fieldsetsBefore);
    for (int index = 0; index < touched.size(); index++) {
      if (before.get(index) != null) {
        process.fieldsets.set(touched.get(index), before.get(index));
      }
    }
    process.live.clear();
    for (Fieldset fieldset : process.fieldsets) {
      if (!fieldset.isClosed()) {
        process.live.add(fieldset.number());
      }
    }
    process.firings = firingsBefore;
    process.droppedFolders = droppedFoldersBefore;
  }

  /** The totals of the process after the step. */
  Totals totals() {
    Totals totals = process.totals;
    for (int index = 0; index < touched.size(); index++) {
      Fieldset was = before.get(index);
      Fieldset now = process.fieldsets.get(touched.get(index));
      totals = was == null ? totals.with(now) : totals.with(now, was);
    }
    return totals;
  }

  /** Tells what people can see of the step: first what was created, then what else changed. */
  void tell(Program program, List<Change> changes) {
    for (int index = 0; index < touched.size(); index++) {
      if (before.get(index) == null) {
        tellCreated(program, process.fieldsets.get(touched.get(index)), changes);
      }
    }
    for (int index = 0; index < touched.size(); index++) {
      Fieldset now = process.fieldsets.get(touched.get(index));
      if (now.isClosed()) {
        if (before.get(index) != null && before.get(index).isClosed()) {
          continue; // What is beneath it is nobody's business.
        }
        Integer twin = twins.get(now.number());
        String twinId = twin == null ? null : process.fieldsets.get(twin).id();
        changes.add(new Change.Closed(now.id(), twinId));
      } else if (before.get(index) != null) {
        tellFields(program, before.get(index), now, changes);
      }
    }
  }

  private void tellCreated(Program program, Fieldset fieldset, List<Change> changes) {
    Fieldset parent = null;
    if (fieldset.parent() >= 0) {
      parent = before.get(touched.indexOf(fieldset.parent()));
    }
    Change.Producer alternative = forkedBy.get(fieldset.number() - fieldsetsBefore);
    changes.add(
        new Change.Created(
            fieldset.id(),
            parent == null ? null : parent.id(),
            alternative.invocation(),
            alternative.message()));
    if (!fieldset.isClosed()) {
      tellFields(program, parent, fieldset, changes);
    }
  }

  private void tellFields(Program program, Fieldset was, Fieldset now, List<Change> changes) {
    HeldFields before = was == null ? HeldFields.EMPTY : was.fields();
    int[] added = new int[1];
    now.fields()
        .forEachOtherThan(
            before,
            (number, old, held) -> {
              Field field = program.field(number);
              added[0] += old == null ? 1 : 0;
              boolean had = old != null && !old.isStale();
              if (!held.isStale() && !(had && held.hasSameIdentity(old))) {
                changes.add(
                    new Change.FieldSet(now.id(), field, held.value(), had, producers(held)));
              } else if (held.isStale() && had) {
                changes.add(new Change.FieldDropped(now.id(), field, true));
              }
            });
    if (now.fields().size() == before.size() + added[0]) {
      return; // None was removed.
    }
    before.forEachOtherThan(
        now.fields(),
        (number, left, old) -> {
          if (left == null && !old.isStale()) {
            changes.add(new Change.FieldDropped(now.id(), program.field(number), false));
          }
        });
  }

  private List<Change.Producer> producers(Held held) {
    int[] shapedBy = held.shapedBy();
    if (shapedBy.length == 1) {
      return List.of(producer(shapedBy[0]));
    }
    List<Change.Producer> producers = new ArrayList<>(shapedBy.length);
    for (int message : shapedBy) {
      producers.add(producer(message));
    }
    return producers;
  }

  private Change.Producer producer(int message) {
    int invocation = process.messages.get(message).invocation();
    int first = invocation == 0 ? 0 : process.invocation(invocation).firstMessage();
    return new Change.Producer(invocation, message - first);
  }
}
