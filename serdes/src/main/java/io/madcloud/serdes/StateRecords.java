package io.madcloud.serdes;

import io.madcloud.engine.Invocation;
import io.madcloud.engine.Message;
import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessState;
import io.madcloud.engine.ProcessState.FieldsetState;
import io.madcloud.engine.Reason;
import io.madcloud.engine.Status;
import io.madcloud.engine.Timers;
import io.madcloud.wire.Elsewhere;
import io.madcloud.wire.FieldRow;
import io.madcloud.wire.FieldsetRow;
import io.madcloud.wire.InvocationRow;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.KeyPart;
import io.madcloud.wire.MessageRow;
import io.madcloud.wire.ProcessChunk;
import io.madcloud.wire.ProcessHead;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Rows;
import io.madcloud.wire.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A process between the engine and its store: a head record, and chunks of {@value #ROWS} rows of
 * each kind for what the head has no room for. The last, incomplete rows stay in the head, so a
 * long process does not rewrite itself at every turn.
 */
public final class StateRecords {

  /** Messages, invocations and fieldsets in one chunk. */
  public static final int ROWS = Process.TOGETHER;

  /** The {@code stoppedMs} of a process that runs. */
  public static final long RUNNING = -1;

  private static final long NEVER = -1;
  private static final int FORMAT = 3;

  /** Values of sensitive fields are encrypted; an engine that knows no such thing reads none. */
  static final int SEALED_FORMAT = 4;

  private StateRecords() {}

  /** How many chunks the process has beside its head. */
  public static int chunks(ProcessState state) {
    int most =
        Math.max(
            state.messages().size(),
            Math.max(state.invocations().size(), state.fieldsets().size()));
    return most / ROWS;
  }

  /**
   * The head record of a process.
   *
   * @param stoppedMs when it stopped; {@link #RUNNING} while it runs
   */
  public static ProcessHead head(ProcessState state, long stoppedMs) {
    int chunks = chunks(state);
    return new ProcessHead(
        FORMAT,
        Incarnations.toWire(state.incarnation()),
        state.notification(),
        ProcessStatus.valueOf(state.status().name()),
        state.reason() == null ? null : state.reason().text(),
        state.revision(),
        state.turn(),
        state.programRevision(),
        state.firings(),
        state.wakeMs() == Timers.NEVER ? NEVER : state.wakeMs(),
        state.droppedFolders(),
        stoppedMs,
        state.traceparent(),
        Spreads.row(state.spread()),
        chunks,
        rows(state, chunks * ROWS, Integer.MAX_VALUE));
  }

  /** One of the chunks of a process. */
  public static ProcessChunk chunk(ProcessState state, int chunk) {
    return new ProcessChunk(
        FORMAT, state.incarnation().offset(), chunk, rows(state, chunk * ROWS, (chunk + 1) * ROWS));
  }

  /**
   * The state that was stored.
   *
   * @param chunks all of them, in order
   * @throws IllegalStateException if it was stored in another format
   */
  public static ProcessState state(String id, ProcessHead head, List<ProcessChunk> chunks) {
    List<Message> messages = new ArrayList<>();
    List<Invocation> invocations = new ArrayList<>();
    List<FieldsetState> fieldsets = new ArrayList<>();
    checkFormat(id, head.getFormat());
    for (ProcessChunk chunk : chunks) {
      checkFormat(id, chunk.getFormat());
      read(chunk.getRows(), messages, invocations, fieldsets);
    }
    read(head.getRows(), messages, invocations, fieldsets);
    return new ProcessState(
        id,
        Incarnations.fromWire(head.getIncarnation()),
        head.getNotification(),
        Status.valueOf(head.getStatus().name()),
        head.getReason() == null ? null : Reason.of(head.getReason()),
        head.getOutcomes(),
        head.getTurn(),
        head.getProgramRevision(),
        head.getFirings(),
        head.getWakeMs() == NEVER ? Timers.NEVER : head.getWakeMs(),
        List.copyOf(head.getDroppedFolders()),
        head.getTraceparent(),
        messages,
        invocations,
        fieldsets,
        Spreads.spread(head.getSpread()));
  }

  private static void checkFormat(String id, int format) {
    if (format != FORMAT && format != SEALED_FORMAT) {
      throw new IllegalStateException(
          ("Expected process %s to be stored in format %d, but found format %d: its store was"
                  + " written by another version of Madcloud")
              .formatted(id, FORMAT, format));
    }
  }

  private static Rows rows(ProcessState state, int from, int to) {
    return new Rows(
        from,
        rows(state.messages(), from, to, StateRecords::row),
        from + 1,
        rows(state.invocations(), from, to, StateRecords::row),
        from,
        rows(state.fieldsets(), from, to, StateRecords::row));
  }

  private static <T, R> List<R> rows(List<T> all, int from, int to, Function<T, R> row) {
    int end = Math.min(to, all.size());
    List<R> rows = new ArrayList<>(Math.max(0, end - from));
    for (int index = from; index < end; index++) {
      rows.add(row.apply(all.get(index)));
    }
    return rows;
  }

  private static void read(
      Rows rows,
      List<Message> messages,
      List<Invocation> invocations,
      List<FieldsetState> fieldsets) {
    rows.getMessages().forEach(row -> messages.add(message(row)));
    rows.getInvocations().forEach(row -> invocations.add(invocation(row)));
    rows.getFieldsets().forEach(row -> fieldsets.add(fieldset(row)));
  }

  private static MessageRow row(Message message) {
    List<Object> values = new ArrayList<>(message.values().length);
    for (Object value : message.values()) {
      values.add(Values.toWire(value));
    }
    return new MessageRow(message.invocation(), list(message.fields()), values);
  }

  private static Message message(MessageRow row) {
    Object[] values = new Object[row.getValues().size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = Values.fromWire(row.getValues().get(index));
    }
    return new Message(row.getInvocation(), array(row.getFields()), values);
  }

  private static InvocationRow row(Invocation invocation) {
    List<KeyPart> key = new ArrayList<>(2);
    int[] identities = invocation.key();
    for (int at = 0; at < identities.length; at += 2 + identities[at + 1]) {
      int end = at + 2 + identities[at + 1];
      key.add(new KeyPart(identities[at], list(identities, at + 2, end)));
    }
    return new InvocationRow(
        invocation.op(),
        key,
        InvocationStatus.valueOf(invocation.state().name()),
        invocation.firstMessage(),
        invocation.messages(),
        invocation.fieldset(),
        invocation.attempts(),
        invocation.forgiven(),
        invocation.dueMs(),
        invocation.paused(),
        invocation.error(),
        row(invocation.elsewhere()),
        invocation.superseded());
  }

  private static Elsewhere row(Invocation.Elsewhere elsewhere) {
    return elsewhere == null
        ? null
        : new Elsewhere(
            elsewhere.datacenter(), elsewhere.number(), elsewhere.moves(), elsewhere.sizes());
  }

  private static Invocation.Elsewhere elsewhere(Elsewhere row) {
    return row == null
        ? null
        : new Invocation.Elsewhere(
            row.getDatacenter(), row.getNumber(), row.getMoves(), List.copyOf(row.getSizes()));
  }

  private static Invocation invocation(InvocationRow row) {
    int length = 0;
    for (KeyPart part : row.getKey()) {
      length += 2 + part.getShapedBy().size();
    }
    int[] key = new int[length];
    int at = 0;
    for (KeyPart part : row.getKey()) {
      key[at++] = part.getField();
      key[at++] = part.getShapedBy().size();
      for (int message : part.getShapedBy()) {
        key[at++] = message;
      }
    }
    return new Invocation(
        row.getOp(),
        key,
        row.getFieldset(),
        Invocation.State.valueOf(row.getStatus().name()),
        row.getFirstMessage(),
        row.getMessageCount(),
        row.getAttempts(),
        row.getForgiven(),
        row.getDueMs(),
        row.getPaused(),
        row.getError(),
        elsewhere(row.getElsewhere()),
        row.getSuperseded());
  }

  private static FieldsetRow row(FieldsetState fieldset) {
    List<FieldRow> fields = new ArrayList<>(fieldset.fields().length);
    for (int index = 0; index < fieldset.fields().length; index++) {
      fields.add(
          new FieldRow(
              fieldset.fields()[index],
              list(fieldset.contributions()[index]),
              stamps(fieldset, index)));
    }
    return new FieldsetRow(
        fieldset.parent(),
        fieldset.fork(),
        fieldset.closed(),
        fieldset.forks(),
        fieldset.forkedAt() == null ? null : Updates.toWire(fieldset.forkedAt()),
        fieldset.forkedAway(),
        fieldset.forkedBy(),
        fieldset.splitBy(),
        fields,
        list(fieldset.applied()),
        list(fieldset.awaited()));
  }

  private static List<Stamp> stamps(FieldsetState fieldset, int field) {
    if (fieldset.stamps() == null) {
      return List.of();
    }
    List<Stamp> stamps = new ArrayList<>(fieldset.stamps()[field].length);
    for (io.madcloud.engine.Stamp stamp : fieldset.stamps()[field]) {
      stamps.add(Updates.toWire(stamp));
    }
    return stamps;
  }

  /** Null when there are none at all. */
  private static io.madcloud.engine.Stamp[][] stamps(FieldsetRow row) {
    io.madcloud.engine.Stamp[][] stamps = null;
    for (int index = 0; index < row.getFields().size(); index++) {
      List<Stamp> stored = row.getFields().get(index).getStamps();
      if (!stored.isEmpty() && stamps == null) {
        stamps = new io.madcloud.engine.Stamp[row.getFields().size()][0];
      }
      if (!stored.isEmpty()) {
        stamps[index] =
            stored.stream().map(Updates::fromWire).toArray(io.madcloud.engine.Stamp[]::new);
      }
    }
    return stamps;
  }

  private static FieldsetState fieldset(FieldsetRow row) {
    int[] fields = new int[row.getFields().size()];
    int[][] contributions = new int[fields.length][];
    for (int index = 0; index < fields.length; index++) {
      fields[index] = row.getFields().get(index).getField();
      contributions[index] = array(row.getFields().get(index).getContributions());
    }
    return new FieldsetState(
        row.getParent(),
        row.getFork(),
        row.getForkedAway(),
        row.getForkedAt() == null ? null : Updates.fromWire(row.getForkedAt()),
        row.getForkedBy(),
        row.getSplitBy(),
        row.getForks(),
        row.getClosed(),
        fields,
        contributions,
        stamps(row),
        array(row.getApplied()),
        array(row.getAwaited()));
  }

  static List<Integer> list(int[] numbers) {
    return list(numbers, 0, numbers.length);
  }

  private static List<Integer> list(int[] numbers, int from, int to) {
    List<Integer> list = new ArrayList<>(to - from);
    for (int index = from; index < to; index++) {
      list.add(numbers[index]);
    }
    return list;
  }

  static int[] array(List<Integer> list) {
    int[] numbers = new int[list.size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = list.get(index);
    }
    return numbers;
  }
}
