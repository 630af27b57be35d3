package io.madcloud.engine.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything that happens because of one notification event. */
final class ProcessState {
  /** Whether and why it stands still. */
  enum Status {
    RUNNING,
    QUIESCENT,
    FAILED,
    CANCELLED
  }

  final String id;
  List<Fieldset> fieldsets = new ArrayList<>();
  List<Invocation> invocations = new ArrayList<>();
  Status status = Status.RUNNING;
  String reason;
  int revision;

  /** Folders in which nothing happens any more. */
  Set<String> dropped = new TreeSet<>();

  /** Firings since the process last stopped running. */
  long firings;

  ProcessState(String id) {
    this.id = id;
  }

  ProcessState copy() {
    ProcessState copy = new ProcessState(id);
    fieldsets.forEach(each -> copy.fieldsets.add(each.copy()));
    invocations.forEach(each -> copy.invocations.add(each.copy()));
    copy.status = status;
    copy.reason = reason;
    copy.revision = revision;
    copy.firings = firings;
    copy.dropped.addAll(dropped);
    return copy;
  }

  /** Becomes what {@code earlier} is. */
  void become(ProcessState earlier) {
    fieldsets = earlier.fieldsets;
    invocations = earlier.invocations;
    status = earlier.status;
    reason = earlier.reason;
    revision = earlier.revision;
    firings = earlier.firings;
    dropped = earlier.dropped;
  }

  boolean isRunning() {
    return status == Status.RUNNING;
  }

  /** Whether it failed or was cancelled, so that nothing ever happens again. */
  boolean isOver() {
    return status == Status.FAILED || status == Status.CANCELLED;
  }

  boolean isDropped(Op op) {
    return dropped.stream().anyMatch(folder -> op.path().startsWith(Folders.join(folder, "")));
  }

  /** Nothing in the folder happens any more, and nobody waits for what is pending there. */
  void drop(String folder) {
    dropped.add(folder);
    for (Invocation each : invocations) {
      if (each.isPending() && isDropped(each.op)) {
        each.status = Invocation.Status.DROPPED;
        fieldsets.forEach(fieldset -> fieldset.awaited.remove(each.number));
      }
    }
  }

  List<Fieldset> live() {
    return fieldsets.stream().filter(each -> !each.closed).toList();
  }

  /** The live fieldsets that await invocation {@code number}, in order of creation. */
  List<Fieldset> awaiting(int number) {
    return live().stream().filter(each -> each.awaited.contains(number)).toList();
  }

  Invocation invocation(int number) {
    return invocations.get(number - 1);
  }

  /** The invocation with {@code key}, or null. */
  Invocation find(Key key) {
    return invocations.stream().filter(each -> each.key.equals(key)).findFirst().orElse(null);
  }

  /** Stops running; the outcome is emitted with the next revision. */
  void stop(Status newStatus, String newReason) {
    status = newStatus;
    reason = newReason;
    revision++;
    firings = 0;
    if (isOver()) {
      fieldsets.forEach(each -> each.awaited.clear());
      for (Invocation each : invocations) {
        if (each.isPending()) {
          each.status = Invocation.Status.DROPPED;
        }
      }
    }
  }
}
