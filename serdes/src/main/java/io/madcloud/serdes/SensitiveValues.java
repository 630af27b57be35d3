package io.madcloud.serdes;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.MessageFields;
import io.madcloud.wire.MessageRow;
import io.madcloud.wire.Notification;
import io.madcloud.wire.ProcessHead;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Rows;
import io.madcloud.wire.Turn;
import io.madcloud.wire.Update;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Finds in records the values of sensitive fields, and puts something else in their place. Which
 * fields are sensitive the program says as it is now; a field that it does not know may be. Records
 * that are changed in place are those that were made for being written; of the causes of turns,
 * which others hold, it makes others.
 */
final class SensitiveValues {

  /** Before the local name of a value that is of no field yet. */
  static final String LOCAL = "input ";

  /** What comes in the place of a value. */
  interface Treatment {

    /**
     * What to put there.
     *
     * @param place path of the field, or what stands for it
     * @param value in the form of the wire
     */
    Object of(String place, Object value);
  }

  private final Program program;
  private final boolean all;
  private final Treatment treatment;

  private SensitiveValues(Program program, boolean all, Treatment treatment) {
    this.program = program;
    this.all = all;
    this.treatment = treatment;
  }

  /** Treats those of sensitive fields. */
  static SensitiveValues of(Program program, Treatment treatment) {
    return new SensitiveValues(program, false, treatment);
  }

  /** Treats the values of all fields, for who looks whether one is encrypted. */
  static SensitiveValues ofAll(Program program, Treatment treatment) {
    return new SensitiveValues(program, true, treatment);
  }

  private boolean isMeant(Field field) {
    return all || field == null || program.isSensitive(field);
  }

  void replaceIn(ProcessHead head) {
    replaceIn(head.getRows());
    if (head.getSpread() != null) {
      head.getSpread().getEarly().forEach(this::replaceIn);
    }
  }

  void replaceIn(Rows rows) {
    for (MessageRow message : rows.getMessages()) {
      for (int index = 0; index < message.getFields().size(); index++) {
        Field field = program.field(message.getFields().get(index));
        if (isMeant(field)) {
          Object value = message.getValues().get(index);
          message.getValues().set(index, treatment.of(field.path(), value));
        }
      }
    }
  }

  void replaceIn(Update update) {
    update.getMessages().forEach(message -> replaceIn(message.getFields()));
  }

  /** Of values by the absolute paths of their fields. */
  void replaceIn(Map<String, Object> fields) {
    fields.replaceAll((path, value) -> isMeant(field(path)) ? treatment.of(path, value) : value);
  }

  /**
   * Of a record of the journal.
   *
   * @param ops by the numbers of invocations; null for one that is not known
   */
  void replaceIn(Turn turn, IntFunction<Op> ops) {
    turn.setCause(replacedIn(turn.getCause(), opOf(turn.getCause(), program, ops)));
    for (Object change : turn.getChanges()) {
      if (change instanceof FieldChanged it && isMeant(field(it.getField()))) {
        it.setValue(treatment.of(it.getField(), it.getValue()));
      }
    }
  }

  /** The op that a cause of a turn is about; null when that is not known. */
  static Op opOf(Object cause, Program program, IntFunction<Op> ops) {
    if (cause instanceof Arrival arrival && program != null) {
      return program.lastOp(arrival.getNotification().getOp());
    }
    return cause instanceof Reply reply ? ops.apply(reply.getInvocation()) : null;
  }

  private Field field(String path) {
    return program == null ? null : program.field(path);
  }

  private Object replacedIn(Object cause, Op op) {
    if (cause instanceof Arrival arrival) {
      Notification it = arrival.getNotification();
      Map<String, Object> fields = replacedIn(it.getFields(), op);
      return new Arrival(arrival.getIncarnation(), new Notification(it.getOp(), fields));
    }
    if (cause instanceof Reply it) {
      return new Reply(
          it.getProcess(),
          it.getIncarnation(),
          it.getInvocation(),
          it.getAttempt(),
          it.getMessages().stream().map(message -> replacedIn(message, op)).toList(),
          it.getError());
    }
    return cause instanceof Update update ? replacedIn(update) : cause;
  }

  /** Another update, with other values. */
  Update replacedIn(Update update) {
    List<MessageFields> messages =
        update.getMessages().stream()
            .map(it -> new MessageFields(it.getMessage(), new HashMap<>(it.getFields())))
            .toList();
    messages.forEach(message -> replaceIn(message.getFields()));
    return new Update(
        update.getProcess(),
        update.getIncarnation(),
        update.getOrigin(),
        update.getOp(),
        update.getTraceparent(),
        update.getFrom(),
        update.getNumber(),
        update.getTime(),
        update.getSentMs(),
        update.getSent(),
        update.getReceived(),
        update.getStatus(),
        update.getReason(),
        update.getInvocations(),
        messages,
        update.getParts());
  }

  /** Values by local names; what an op with a sensitive field does not name may be meant for it. */
  private Map<String, Object> replacedIn(Map<String, Object> locals, Op op) {
    Map<String, Object> replaced = new HashMap<>(locals);
    if (concern(op)) {
      replaced.replaceAll(
          (local, value) ->
              op == null || isMeant(op.out(local)) ? treatment.of(LOCAL + local, value) : value);
    }
    return replaced;
  }

  /** Whether an op that is known takes or gives values of sensitive fields; else it may. */
  boolean concern(Op op) {
    return all || op == null || anyMeant(op.out()) || anyMeant(op.in());
  }

  /**
   * The inputs of a call.
   *
   * @param op null when it is not known
   */
  void replaceInputs(Map<String, Object> inputs, Op op) {
    Map<String, Field> fields = new HashMap<>();
    if (op != null) {
      op.in().forEach(slot -> fields.put(slot.local(), slot.field()));
    }
    inputs.replaceAll(
        (local, value) -> isMeant(fields.get(local)) ? treatment.of(LOCAL + local, value) : value);
  }

  private boolean anyMeant(List<Slot> slots) {
    return slots.stream().anyMatch(slot -> isMeant(slot.field()));
  }
}
