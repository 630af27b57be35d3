package io.madcloud.serdes;

import io.madcloud.engine.Change;
import io.madcloud.engine.Effect;
import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.wire.Absence;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Attempted;
import io.madcloud.wire.Closed;
import io.madcloud.wire.Closing;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.FieldDropped;
import io.madcloud.wire.Forked;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Producer;
import io.madcloud.wire.ProgramRevised;
import io.madcloud.wire.Refused;
import io.madcloud.wire.Shown;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns for the journal. */
public final class Journals {

  /** About how many bytes of changes one journal record may carry. */
  static final int PART_BYTES = 512 * 1024;

  private static final int CHANGE_BYTES = 64;

  private Journals() {}

  /**
   * The journal records of one turn: one, unless its changes are too many for one record.
   *
   * @param cause as the wire brought it, or as {@link #cause} says
   */
  public static List<Turn> turns(
      String process, Incarnation incarnation, Effect.Journal journal, Object cause) {
    List<List<Object>> parts = parts(journal.changes());
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
              part == 0 ? cause : null,
              parts.get(part)));
    }
    return turns;
  }

  /** The cause of a turn that no record brought. */
  public static Object cause(Input input, long programRevision) {
    if (input instanceof Input.Timer timer) {
      return new TimerDue(
          timer.invocation(),
          TimerKind.REPLY,
          timer.attempt(),
          Instant.ofEpochMilli(timer.timeMs()));
    }
    if (input instanceof Input.ProgramChange) {
      return new ProgramRevised(programRevision);
    }
    throw new IllegalArgumentException("Expected an input without a record, but found " + input);
  }

  private static List<List<Object>> parts(List<Change> changes) {
    List<List<Object>> parts = new ArrayList<>(1);
    List<Object> part = new ArrayList<>(changes.size());
    parts.add(part);
    long bytes = 0;
    for (Change change : changes) {
      Object wire = toWire(change);
      if (wire == null) {
        continue;
      }
      long size = bytes(change);
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

  private static long bytes(Change change) {
    return change instanceof Change.FieldSet set
        ? CHANGE_BYTES
            + set.field().path().length()
            + set.fieldset().length()
            + 4L * set.shapedBy().size()
            + Values.size(set.value())
        : CHANGE_BYTES;
  }

  /** Null for the root fieldset: every process has one. */
  private static Object toWire(Change change) {
    if (change instanceof Change.FieldSet set) {
      return new FieldChanged(
          set.fieldset(),
          set.field().path(),
          Values.toWire(set.value()),
          set.replaced() ? Shown.REPLACED : Shown.ADDED,
          set.shapedBy().stream()
              .map(producer -> new Producer(producer.invocation(), producer.message()))
              .toList());
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
      return new Invoked(invoked.invocation(), invoked.op().path(), invoked.fieldset(), 1);
    }
    if (change instanceof Change.Attempted attempted) {
      return new Attempted(attempted.invocation(), attempted.attempt(), attempted.error(), null);
    }
    if (change instanceof Change.Answered answered) {
      return new Answered(
          answered.invocation(),
          answered.failed() ? InvocationStatus.FAILED : InvocationStatus.DONE,
          answered.messages(),
          answered.error());
    }
    if (change instanceof Change.StatusChanged status) {
      return new StatusChanged(
          ProcessStatus.valueOf(status.status().name()),
          status.reason() == null ? null : status.reason().text(),
          status.revision());
    }
    if (change instanceof Change.Refused refused) {
      return new Refused(
          refused.reason().text(), refused.op().path(), refused.fieldset(), null, null);
    }
    throw new IllegalArgumentException("Expected a known change, but found " + change);
  }
}
