package io.madcloud.serdes;

import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.engine.Timers;
import io.madcloud.op.OpReply;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Control;
import io.madcloud.wire.Notification;
import io.madcloud.wire.ProgramRevised;
import io.madcloud.wire.Redrive;
import io.madcloud.wire.Reply;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Update;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the wire brings, as inputs of the engine. The same records stand in the journal as causes of
 * turns, so a replay takes the same way in.
 */
public final class Inputs {

  /** The header of a notification that carries its trace context, as W3C names it. */
  public static final String TRACEPARENT = "traceparent";

  /** Nested deeper than any type allows. */
  private static final Object TOO_DEEP = tooDeep();

  private Inputs() {}

  /**
   * A notification as it arrived.
   *
   * @param traceparent the record's trace context; null for none
   */
  public static Input notification(
      String process,
      Notification notification,
      Incarnation incarnation,
      String traceparent,
      long timeMs) {
    return new Input.Notification(
        timeMs,
        process,
        incarnation,
        notification.getOp(),
        fields(notification.getFields()),
        traceparent);
  }

  /** A reply to a call. */
  public static Input reply(Reply reply, long timeMs) {
    return new Input.Reply(
        timeMs,
        Incarnations.fromWire(reply.getIncarnation()),
        reply.getInvocation(),
        reply.getAttempt(),
        answer(reply));
  }

  private static OpReply answer(Reply reply) {
    if (reply.getError() != null) {
      return reply.getError().getRetryable()
          ? OpReply.failure(reply.getError().getText())
          : OpReply.finalFailure(reply.getError().getText());
    }
    List<Map<String, Object>> messages = reply.getMessages().stream().map(Inputs::fields).toList();
    return OpReply.of(messages);
  }

  /**
   * Fields for the engine to judge: a value nested too deep is of no type, so another one in its
   * place is refused alike, whose size is known.
   */
  private static Map<String, Object> fields(Map<String, ?> wire) {
    Map<String, Object> fields = new HashMap<>();
    wire.forEach(
        (local, value) -> {
          try {
            fields.put(local, Values.fromWire(value));
          } catch (IllegalArgumentException e) {
            fields.put(local, TOO_DEEP);
          }
        });
    return Collections.unmodifiableMap(fields);
  }

  private static Object tooDeep() {
    Object nested = List.of();
    for (int depth = 0; depth < Values.MAX_DEPTH; depth++) {
      nested = List.of(nested);
    }
    return nested;
  }

  /**
   * What an operator wants of a process.
   *
   * @return null when the engine knows no such wish
   */
  public static Input control(Control control, long timeMs) {
    if (control.getAction() instanceof Redrive redrive) {
      return new Input.Redrive(timeMs, redrive.getOp(), redrive.getInvocation());
    }
    return control.getAction() instanceof Cancel ? new Input.Cancel(timeMs) : null;
  }

  /** The only process of its id that an operator means; null for whichever there is. */
  public static Incarnation meant(Control control) {
    return control.getIncarnation() == null
        ? null
        : Incarnations.fromWire(control.getIncarnation());
  }

  /**
   * The cause of a journalled turn. Trace contexts are not journalled: nothing depends on them.
   *
   * @throws IllegalArgumentException if the engine knows no such cause
   */
  public static Input cause(String process, Object cause, long timeMs) {
    Input input = null;
    if (cause instanceof Arrival arrival) {
      Incarnation incarnation = Incarnations.fromWire(arrival.getIncarnation());
      input = notification(process, arrival.getNotification(), incarnation, null, timeMs);
    } else if (cause instanceof Reply reply) {
      input = reply(reply, timeMs);
    } else if (cause instanceof TimerDue timer && timer.getKind() != TimerKind.UNKNOWN) {
      Timers.Kind kind = Timers.Kind.valueOf(timer.getKind().name());
      input = new Input.Timer(timeMs, timer.getInvocation(), timer.getAttempt(), kind);
    } else if (cause instanceof Control control) {
      input = control(control, timeMs);
    } else if (cause instanceof Update update) {
      input = new Input.Arrival(timeMs, Updates.fromWire(update));
    } else if (cause instanceof ProgramRevised) {
      input = new Input.ProgramChange(timeMs);
    }
    if (input == null) {
      throw new IllegalArgumentException(
          "Expected a cause that the engine knows, but found "
              + (cause == null ? "none" : cause.getClass().getSimpleName()));
    }
    return input;
  }
}
