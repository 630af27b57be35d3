package io.madcloud.serdes;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Invocation;
import io.madcloud.engine.Process;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Supervision;
import io.madcloud.wire.Call;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.ProcessStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Outcomes and calls for the wire. */
public final class Outputs {

  /** About how many bytes of fields one outcome may carry. */
  static final int OUTCOME_BYTES = 2 * 1024 * 1024;

  private Outputs() {}

  /** The outcome of a process that stopped running with this turn, at {@code timeMs}. */
  public static Outcome outcome(
      Process process, Effect.Outcome outcome, Op notification, long timeMs) {
    boolean fits = bytes(outcome.fieldsets(), Values::bound) <= OUTCOME_BYTES;
    List<OutcomeFieldset> fieldsets = new ArrayList<>(outcome.fieldsets().size());
    long bytes = 0;
    boolean truncated = false;
    for (Map.Entry<String, Map<Field, Object>> fieldset : outcome.fieldsets().entrySet()) {
      bytes += fits ? 0 : bytes(fieldset, Values::size);
      truncated = bytes > OUTCOME_BYTES;
      if (truncated) {
        break;
      }
      Map<String, Object> fields = new HashMap<>();
      for (Map.Entry<Field, Object> field : fieldset.getValue().entrySet()) {
        fields.put(field.getKey().path(), Values.toWire(field.getValue()));
      }
      fieldsets.add(new OutcomeFieldset(fieldset.getKey(), fields));
    }
    return new Outcome(
        process.id(),
        Incarnations.toWire(process.incarnation()),
        notification.path(),
        ProcessStatus.valueOf(outcome.status().name()),
        outcome.reason() == null ? null : outcome.reason().text(),
        outcome.revision(),
        process.turn(),
        process.programRevision(),
        Instant.ofEpochMilli(timeMs),
        fieldsets,
        truncated,
        process.count(Invocation.State.DONE),
        process.count(Invocation.State.FAILED),
        process.count(Invocation.State.DROPPED));
  }

  private static long bytes(
      Map<String, Map<Field, Object>> fieldsets, ToLongFunction<Object> sizes) {
    long bytes = 0;
    for (Map.Entry<String, Map<Field, Object>> fieldset : fieldsets.entrySet()) {
      bytes += bytes(fieldset, sizes);
    }
    return bytes;
  }

  private static long bytes(
      Map.Entry<String, Map<Field, Object>> fieldset, ToLongFunction<Object> sizes) {
    long bytes = fieldset.getKey().length();
    for (Map.Entry<Field, Object> field : fieldset.getValue().entrySet()) {
      bytes += field.getKey().path().length() + sizes.applyAsLong(field.getValue());
    }
    return bytes;
  }

  /** A call, published at {@code timeMs}, whose reply goes to the process's home partition. */
  public static Call call(
      Process process, Effect.Call call, String replyTopic, int homePartition, long timeMs) {
    long timeoutMs = call.op().spec().supervision().timeoutMs();
    io.madcloud.engine.Incarnation incarnation = process.incarnation();
    return new Call(
        process.id(),
        Incarnations.toWire(incarnation),
        call.invocation(),
        call.op().path(),
        call.op().spec().version(),
        call.attempt(),
        timeoutMs == Supervision.NO_TIMEOUT ? null : Instant.ofEpochMilli(timeMs + timeoutMs),
        replyTopic,
        homePartition,
        incarnation.topic()
            + "-"
            + incarnation.partition()
            + "-"
            + incarnation.offset()
            + "-"
            + call.invocation(),
        process.traceparent(),
        Values.fieldsToWire(call.inputs()));
  }
}
