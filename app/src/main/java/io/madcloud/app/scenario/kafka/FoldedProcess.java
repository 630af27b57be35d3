package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.scenario.StageException;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Attempted;
import io.madcloud.wire.Closed;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.FieldDropped;
import io.madcloud.wire.FolderDropped;
import io.madcloud.wire.Forked;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Refused;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A process, as its turns in the journal make it: by what turn.avdl says of them, and without the
 * engine's own state. What does not fit what came before is an error. Not thread-safe.
 */
final class FoldedProcess {

  private final String id;
  private final Arrival arrival;
  private final long firstRevision;
  private final Map<String, FoldedFieldset> fieldsets = new LinkedHashMap<>();
  private final List<FoldedInvocation> invocations = new ArrayList<>();
  private ProcessStatus status = ProcessStatus.RUNNING;
  private String reason;
  private int outcomes;
  private long turn;
  private int part;
  private boolean whole = true;

  /** Whether it stopped running by the turn under way. */
  private boolean stopped;

  private long programRevision;

  /** Begins with the first part of the first turn, which is still to be folded. */
  FoldedProcess(Turn first) {
    id = first.getProcess();
    if (!(first.getCause() instanceof Arrival cause)) {
      throw new StageException(
          "Expected process %s to begin with an arrival in the journal, but found %s"
              .formatted(id, first));
    }
    arrival = cause;
    firstRevision = first.getProgramRevision();
    FoldedFieldset root = FoldedFieldset.root();
    fieldsets.put(root.id(), root);
  }

  /**
   * Takes the next record of the process.
   *
   * @return how the process ended, if it stopped running by the turn that this record completes, or
   *     null
   */
  Ending fold(Turn record) {
    requireNext(record);
    turn = record.getTurn();
    part = record.getPart();
    whole = record.getLast();
    programRevision = record.getProgramRevision();
    record.getChanges().forEach(change -> fold(record, change));
    if (!whole || !stopped) {
      return null;
    }
    stopped = false;
    return Ending.of(this);
  }

  private void requireNext(Turn record) {
    long nextTurn = whole ? turn + 1 : turn;
    int nextPart = whole ? 0 : part + 1;
    if (record.getTurn() != nextTurn || record.getPart() != nextPart) {
      throw new StageException(
          "Expected turn %d, part %d of process %s in the journal, but found turn %d, part %d"
              .formatted(nextTurn, nextPart, id, record.getTurn(), record.getPart()));
    }
  }

  private void fold(Turn record, Object change) {
    if (change instanceof FieldChanged set) {
      fieldset(set.getFieldset(), record).set(set.getField(), Values.fromWire(set.getValue()));
    } else if (change instanceof FieldDropped dropped) {
      require(fieldset(dropped.getFieldset(), record).drop(dropped.getField()), record, change);
    } else if (change instanceof Forked forked) {
      FoldedFieldset fork = fieldset(forked.getParent(), record).fork(forked.getFieldset());
      require(fieldsets.putIfAbsent(fork.id(), fork) == null, record, change);
    } else if (change instanceof Closed closed) {
      fieldset(closed.getFieldset(), record).close();
    } else if (change instanceof Invoked invoked && invoked.getAttempt() > 1) {
      become(invoked.getInvocation(), InvocationStatus.PENDING);
    } else if (change instanceof Invoked invoked) {
      require(invoked.getInvocation() == invocations.size() + 1, record, change);
      invocations.add(
          new FoldedInvocation(
              invoked.getInvocation(),
              invoked.getOp(),
              fieldset(invoked.getFieldset(), record).id(),
              record.getProgramRevision(),
              InvocationStatus.PENDING));
    } else if (change instanceof Answered answered) {
      int number = answered.getInvocation();
      require(isPending(number), record, change);
      become(number, answered.getStatus());
    } else if (change instanceof FolderDropped dropped) {
      for (int number : dropped.getInvocations()) {
        require(isPending(number), record, change);
        become(number, InvocationStatus.DROPPED);
      }
    } else if (change instanceof StatusChanged changed) {
      become(changed);
    } else {
      require(change instanceof Attempted || change instanceof Refused, record, change);
    }
  }

  private void become(int number, InvocationStatus now) {
    invocations.set(number - 1, invocations.get(number - 1).become(now));
  }

  private void become(StatusChanged changed) {
    status = changed.getStatus();
    reason = changed.getReason();
    if (status != ProcessStatus.RUNNING) {
      outcomes = changed.getOutcome();
      stopped = true;
    }
    if (status == ProcessStatus.FAILED || status == ProcessStatus.CANCELLED) {
      invocations.replaceAll(it -> it.isPending() ? it.become(InvocationStatus.DROPPED) : it);
    }
  }

  private FoldedFieldset fieldset(String fieldset, Turn record) {
    FoldedFieldset known = fieldsets.get(fieldset);
    if (known == null || known.isClosed()) {
      throw new StageException(
          "Expected a live fieldset in turn %d of process %s, but %s is none"
              .formatted(record.getTurn(), id, fieldset));
    }
    return known;
  }

  private boolean isPending(int number) {
    return number >= 1 && number <= invocations.size() && invocations.get(number - 1).isPending();
  }

  private void require(boolean fits, Turn record, Object change) {
    if (!fits) {
      throw new StageException(
          "Expected a change that fits the ones before it in turn %d of process %s, but found %s"
              .formatted(record.getTurn(), id, change));
    }
  }

  String id() {
    return id;
  }

  /** Which process of its id. */
  Incarnation incarnation() {
    return arrival.getIncarnation();
  }

  /** Path of the op that it began with. */
  String notification() {
    return arrival.getNotification().getOp();
  }

  /** The revision of the program when it began. */
  long firstRevision() {
    return firstRevision;
  }

  /** The revision of the program that it met last. */
  long programRevision() {
    return programRevision;
  }

  /** How many turns there were. */
  long turn() {
    return turn;
  }

  /** Whether the last turn is here with all its parts. */
  boolean isWhole() {
    return whole;
  }

  ProcessStatus status() {
    return status;
  }

  String reason() {
    return reason;
  }

  int outcomes() {
    return outcomes;
  }

  /** In order of creation. */
  List<FoldedFieldset> fieldsets() {
    return List.copyOf(fieldsets.values());
  }

  /** In order of creation. */
  List<FoldedInvocation> invocations() {
    return List.copyOf(invocations);
  }

  ProcessView view() {
    return new ProcessView(
        id,
        status.name().toLowerCase(Locale.ROOT),
        reason,
        outcomes,
        fieldsets.values().stream().map(FoldedFieldset::view).toList(),
        invocations.stream().map(FoldedInvocation::view).toList());
  }
}
