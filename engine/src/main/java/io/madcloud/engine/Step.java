package io.madcloud.engine;

import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  private final IntSet liveBefore;

  /** Touched fieldsets as they were, by number; null for those that the step created. */
  private final TreeMap<Integer, Fieldset> touched = new TreeMap<>();

  private final Map<Integer, Invocation> changedInvocations = new HashMap<>();
  private final Map<Integer, Integer> twins = new HashMap<>();
  private final Map<Integer, Change.Producer> forkedBy = new HashMap<>();

  Step(Process process) {
    this.process = process;
    this.fieldsetsBefore = process.fieldsets.size();
    this.invocationsBefore = process.invocations.size();
    this.messagesBefore = process.messages.size();
    this.firingsBefore = process.firings;
    this.liveBefore = process.live.copy();
  }

  /** The fieldset, to be changed. */
  Fieldset change(int number) {
    Fieldset now = process.fieldsets.get(number);
    if (touched.containsKey(number)) {
      return now;
    }
    Fieldset copy = now.copy();
    touched.put(number, now);
    process.fieldsets.set(number, copy);
    return copy;
  }

  /** Numbers of the fieldsets that the step changed or created. */
  IntSet touched() {
    IntSet numbers = new IntSet();
    touched.keySet().forEach(numbers::add);
    return numbers;
  }

  /** Adds the root fieldset of a new process. */
  Fieldset root() {
    return created(Fieldset.root(), new Change.Producer(0, 0));
  }

  /** Adds the next fork of {@code parent}, which is being changed, for the alternative. */
  Fieldset fork(Fieldset parent, Change.Producer alternative) {
    return created(parent.fork(process.fieldsets.size()), alternative);
  }

  private Fieldset created(Fieldset fieldset, Change.Producer alternative) {
    process.fieldsets.add(fieldset);
    process.live.add(fieldset.number());
    touched.put(fieldset.number(), null);
    forkedBy.put(fieldset.number(), alternative);
    return fieldset;
  }

  /** Closes a fieldset whose forks replace it. */
  void close(Fieldset fieldset) {
    fieldset.close();
    process.live.remove(fieldset.number());
  }

  /** Closes a fieldset that is the twin of an older one. */
  void closeTwin(Fieldset fieldset, Fieldset older) {
    close(fieldset);
    twins.put(fieldset.number(), older.number());
  }

  void set(int invocation, Invocation now) {
    changedInvocations.putIfAbsent(invocation, process.invocation(invocation));
    process.invocations.set(invocation - 1, now);
  }

  /** Makes it as if the step had not taken place. */
  void undo() {
    changedInvocations.forEach(
        (number, before) -> {
          if (number <= invocationsBefore) {
            process.invocations.set(number - 1, before);
          }
        });
    truncate(process.invocations, invocationsBefore);
    truncate(process.messages, messagesBefore);
    truncate(process.fieldsets, fieldsetsBefore);
    touched.forEach(
        (number, before) -> {
          if (before != null) {
            process.fieldsets.set(number, before);
          }
        });
    process.live.clear();
    process.live.addAll(liveBefore);
    process.firings = firingsBefore;
  }

  private static void truncate(List<?> list, int size) {
    list.subList(size, list.size()).clear();
  }

  /** Tells what people can see of the step: first what was created, then what else changed. */
  void tell(Program program, List<Change> changes) {
    touched.forEach(
        (number, before) -> {
          if (before == null) {
            tellCreated(program, process.fieldsets.get(number), changes);
          }
        });
    touched.forEach(
        (number, before) -> {
          Fieldset now = process.fieldsets.get(number);
          if (now.isClosed()) {
            Integer twin = twins.get(number);
            String twinId = twin == null ? null : process.fieldsets.get(twin).id();
            changes.add(new Change.Closed(now.id(), twinId));
          } else if (before != null) {
            tellFields(program, before, now, changes);
          }
        });
  }

  private void tellCreated(Program program, Fieldset fieldset, List<Change> changes) {
    Fieldset parent = null;
    if (fieldset.parent() >= 0) {
      parent = touched.get(fieldset.parent());
    }
    Change.Producer alternative = forkedBy.get(fieldset.number());
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

  private void tellFields(Program program, Fieldset before, Fieldset now, List<Change> changes) {
    for (int index = 0; index < now.fieldCount(); index++) {
      int field = now.fieldAt(index);
      Held held = now.heldAt(index);
      Held old = before == null ? null : before.get(field);
      boolean had = old != null && !old.isStale();
      if (held.isStale()) {
        if (had) {
          changes.add(new Change.FieldDropped(now.id(), program.field(field), true));
        }
      } else if (!had || !held.hasSameIdentity(old)) {
        changes.add(
            new Change.FieldSet(
                now.id(), program.field(field), held.value(), had, producers(held)));
      }
    }
    if (before != null) {
      for (int index = 0; index < before.fieldCount(); index++) {
        int field = before.fieldAt(index);
        if (!before.heldAt(index).isStale() && now.get(field) == null) {
          changes.add(new Change.FieldDropped(now.id(), program.field(field), false));
        }
      }
    }
  }

  private List<Change.Producer> producers(Held held) {
    List<Change.Producer> producers = new ArrayList<>(held.shapedBy().length);
    for (int message : held.shapedBy()) {
      int invocation = process.messages.get(message).invocation();
      int first = invocation == 0 ? 0 : process.invocation(invocation).firstMessage();
      producers.add(new Change.Producer(invocation, message - first));
    }
    return producers;
  }
}
