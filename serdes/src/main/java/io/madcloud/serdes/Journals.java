package io.madcloud.serdes;

import io.madcloud.engine.Change;
import io.madcloud.engine.Effect;
import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.engine.Invocation;
import io.madcloud.engine.Status;
import io.madcloud.engine.Timers;
import io.madcloud.engine.Update;
import io.madcloud.op.OpReply;
import io.madcloud.wire.Absence;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Attempted;
import io.madcloud.wire.CallError;
import io.madcloud.wire.Closed;
import io.madcloud.wire.Closing;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.FieldDropped;
import io.madcloud.wire.FolderDropped;
import io.madcloud.wire.Forked;
import io.madcloud.wire.GivenUp;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.Learned;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Producer;
import io.madcloud.wire.ProgramRevised;
import io.madcloud.wire.Refused;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Shown;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Turns for the journal. */
public final class Journals {

  /** About how many bytes of changes one journal record may carry. */
  static final int PART_BYTES = 512 * 1024;

  /** A process that runs, perhaps again, has none. */
  private static final int NO_OUTCOME = 0;

  private static final int CHANGE_BYTES = 64;
  private static final long PART_OF_UPDATE_BYTES = 128;
  private static final long PRODUCER_BYTES = 6;
  private static final long NUMBER_BYTES = 5;

  private Journals() {}

  /**
   * The journal records of one turn: one, unless its changes are too many for one record.
   *
   * @param cause as the wire brought it, or as {@link #timer} and {@link #cause} say
   */
  public static List<Turn> turns(
      String process, Incarnation incarnation, Effect.Journal journal, Object cause) {
    List<List<Object>> parts = parts(journal.cause(), journal.changes());
    List<Turn> turns = new ArrayList<>(parts.size());
    for (int part = 0; part < parts.size(); part++) {
      turns.add(
          new Turn(
              process,
              Incarnations.toWire(incarnation),
              journal.turn(),
              part,
              part == parts.size() - 1,
              journal.programRevision(),
              Instant.ofEpochMilli(journal.cause().timeMs()),
              part == 0 ? told(cause, journal.cause()) : null,
              parts.get(part)));
    }
    return turns;
  }

  /** An error text that quotes what is not for people is told as the engine has taken it. */
  private static Object told(Object cause, Input taken) {
    if (cause instanceof Reply reply
        && reply.getError() != null
        && taken instanceof Input.Reply input
        && input.reply() instanceof OpReply.Failure failure
        && !reply.getError().getText().equals(failure.error())) {
      CallError error = new CallError(failure.error(), reply.getError().getRetryable());
      return new Reply(
          reply.getProcess(),
          reply.getIncarnation(),
          reply.getInvocation(),
          reply.getAttempt(),
          reply.getMessages(),
          error);
    }
    return cause;
  }

  /** The cause of a turn by which a process met a revision of the program. */
  public static Object cause(long programRevision) {
    return new ProgramRevised(programRevision);
  }

  /** The cause of a turn that a timer brought. */
  public static Object timer(Timers.Timer timer) {
    return new TimerDue(
        timer.invocation(),
        TimerKind.valueOf(timer.kind().name()),
        timer.attempt(),
        Instant.ofEpochMilli(timer.dueMs()));
  }

  private static List<List<Object>> parts(Input cause, List<Change> changes) {
    List<List<Object>> parts = new ArrayList<>(1);
    List<Object> part = new ArrayList<>(changes.size());
    parts.add(part);
    boolean fits = bytes(cause, changes, Values::bound) <= PART_BYTES;
    long bytes = fits ? 0 : bytes(cause, Values::size);
    for (Change change : changes) {
      Object wire = toWire(change);
      if (wire == null) {
        continue;
      }
      long size = fits ? 0 : bytes(change, Values::size);
      if (bytes > 0 && bytes + size > PART_BYTES) {
        part = new ArrayList<>();
        parts.add(part);
        bytes = 0;
      }
      part.add(wire);
      bytes += size;
    }
    return parts;
  }

  private static long bytes(Input cause, List<Change> changes, ToLongFunction<Object> sizes) {
    long bytes = bytes(cause, sizes);
    for (Change change : changes) {
      bytes += bytes(change, sizes);
    }
    return bytes;
  }

  private static long bytes(Input cause, ToLongFunction<Object> sizes) {
    if (cause instanceof Input.Notification notification) {
      return sizes.applyAsLong(notification.fields()) + sizes.applyAsLong(notification.op());
    }
    if (cause instanceof Input.Reply reply) {
      return reply.reply() instanceof OpReply.Messages messages
          ? sizes.applyAsLong(messages.messages())
          : sizes.applyAsLong(((OpReply.Failure) reply.reply()).error());
    }
    if (cause instanceof Input.Arrival arrival) {
      long bytes = 0;
      for (Update.Content content : arrival.update().messages()) {
        bytes += sizes.applyAsLong(content.fields());
      }
      return bytes + PART_OF_UPDATE_BYTES * arrival.update().parts().size();
    }
    return 0;
  }

  private static long bytes(Change change, ToLongFunction<Object> sizes) {
    return CHANGE_BYTES + longBytes(change, sizes);
  }

  /** Of what may be long in a change. */
  private static long longBytes(Change change, ToLongFunction<Object> sizes) {
    if (change instanceof Change.FieldSet set) {
      return length(set.field().path(), set.fieldset(), sizes)
          + PRODUCER_BYTES * set.shapedBy().size()
          + sizes.applyAsLong(set.value());
    }
    if (change instanceof Change.FieldDropped dropped) {
      return length(dropped.field().path(), dropped.fieldset(), sizes);
    }
    if (change instanceof Change.Created created) {
      return length(created.fieldset(), created.parent(), sizes);
    }
    if (change instanceof Change.Closed closed) {
      return length(closed.fieldset(), closed.twin(), sizes);
    }
    if (change instanceof Change.Invoked invoked) {
      return length(invoked.op().path(), invoked.fieldset(), sizes);
    }
    if (change instanceof Change.Attempted attempted) {
      return length(attempted.error(), null, sizes);
    }
    if (change instanceof Change.Learned learned) {
      return length(learned.op().path(), learned.datacenter(), sizes);
    }
    if (change instanceof Change.Answered answered) {
      return length(answered.error(), null, sizes);
    }
    if (change instanceof Change.FolderDropped dropped) {
      return length(dropped.folder(), null, sizes) + NUMBER_BYTES * dropped.invocations().size();
    }
    if (change instanceof Change.Refused refused) {
      return length(refused.by(), refused.fieldset(), sizes);
    }
    return 0;
  }

  private static long length(String one, String other, ToLongFunction<Object> sizes) {
    return (one == null ? 0 : sizes.applyAsLong(one))
        + (other == null ? 0 : sizes.applyAsLong(other));
  }

  /** Null for the root fieldset: every process has one. */
  private static Object toWire(Change change) {
    if (change instanceof Change.FieldSet set) {
      return new FieldChanged(
          set.fieldset(),
          set.field().path(),
          Values.toWire(set.value()),
          set.replaced() ? Shown.REPLACED : Shown.ADDED,
          producers(set.shapedBy()));
    }
    if (change instanceof Change.FieldDropped dropped) {
      return new FieldDropped(
          dropped.fieldset(),
          dropped.field().path(),
          dropped.stale() ? Absence.STALE : Absence.GONE);
    }
    if (change instanceof Change.Created created) {
      return created.parent() == null
          ? null
          : new Forked(
              created.fieldset(), created.parent(), created.invocation(), created.message());
    }
    if (change instanceof Change.Closed closed) {
      return new Closed(
          closed.fieldset(), closed.twin() == null ? Closing.FORKS : Closing.TWIN, closed.twin());
    }
    if (change instanceof Change.Invoked invoked) {
      return new Invoked(
          invoked.invocation(), invoked.op().path(), invoked.fieldset(), invoked.attempt());
    }
    if (change instanceof Change.Attempted attempted) {
      return new Attempted(
          attempted.invocation(),
          attempted.attempt(),
          attempted.error(),
          attempted.nextMs() == Invocation.NOT_TIMED ? null : attempted.nextMs());
    }
    if (change instanceof Change.Answered answered) {
      return new Answered(
          answered.invocation(),
          answered.failed() ? InvocationStatus.FAILED : InvocationStatus.DONE,
          answered.messages(),
          answered.error(),
          answered.late());
    }
    if (change instanceof Change.Learned learned) {
      return new Learned(
          learned.invocation(), learned.op().path(), learned.datacenter(), learned.number());
    }
    if (change instanceof Change.GivenUp given) {
      return new GivenUp(given.invocation(), given.datacenter());
    }
    if (change instanceof Change.FolderDropped dropped) {
      return new FolderDropped(dropped.folder(), dropped.invocations());
    }
    if (change instanceof Change.StatusChanged status) {
      return new StatusChanged(
          ProcessStatus.valueOf(status.status().name()),
          status.reason() == null ? null : status.reason().text(),
          status.status() == Status.RUNNING ? NO_OUTCOME : status.revision());
    }
    if (change instanceof Change.Refused refused) {
      return new Refused(refused.reason().text(), refused.by(), refused.fieldset(), null, null);
    }
    throw new IllegalArgumentException("Expected a known change, but found " + change);
  }

  private static List<Producer> producers(List<Change.Producer> shapedBy) {
    List<Producer> producers = new ArrayList<>(shapedBy.size());
    for (Change.Producer producer : shapedBy) {
      producers.add(new Producer(producer.invocation(), producer.message()));
    }
    return producers;
  }
}
