package io.madcloud.app.process;

import io.madcloud.wire.Answered;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Attempted;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Closed;
import io.madcloud.wire.Closing;
import io.madcloud.wire.Control;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.FieldDropped;
import io.madcloud.wire.FolderDropped;
import io.madcloud.wire.Forked;
import io.madcloud.wire.GivenUp;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.Learned;
import io.madcloud.wire.ProgramRevised;
import io.madcloud.wire.Refused;
import io.madcloud.wire.Reply;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Turn;
import io.madcloud.wire.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns as lines: what caused it, and what changed. Used by one thread. */
final class TurnText {

  private final OpNames ops;

  TurnText(OpNames ops) {
    this.ops = ops;
  }

  /** The first line is the cause, the others are the changes. */
  List<String> lines(Turn turn) {
    ops.learn(turn);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s turn %d: %s"
            .formatted(Texts.time(turn.getTime()), turn.getProcess(), turn.getTurn(), cause(turn)));
    turn.getChanges().forEach(change -> lines.add("    " + change(turn.getProcess(), change)));
    return lines;
  }

  private String cause(Turn turn) {
    Object cause = turn.getCause();
    if (cause instanceof Arrival arrival) {
      return "notification " + arrival.getNotification().getOp();
    }
    if (cause instanceof Reply reply) {
      String invocation = ops.of(turn.getProcess(), reply.getInvocation());
      return reply.getError() == null
          ? "reply to " + invocation
          : "failed attempt of %s: %s"
              .formatted(invocation, Texts.brief(reply.getError().getText()));
    }
    if (cause instanceof TimerDue timer && timer.getKind() == TimerKind.RELEASE) {
      return "place for " + ops.of(turn.getProcess(), timer.getInvocation());
    }
    if (cause instanceof TimerDue timer) {
      return "timer of %s (%s), due %s"
          .formatted(
              ops.of(turn.getProcess(), timer.getInvocation()),
              Texts.word(timer.getKind()),
              Texts.time(timer.getDue()));
    }
    if (cause instanceof Control control && control.getAction() instanceof Cancel cancel) {
      return "cancelled"
          + (control.getRequester() == null ? "" : " by " + control.getRequester())
          + (cancel.getReason() == null ? "" : ": " + Texts.brief(cancel.getReason()));
    }
    if (cause instanceof ProgramRevised revised) {
      return "program revision " + revised.getRevision();
    }
    if (cause instanceof Update update) {
      return "update %d from %s".formatted(update.getNumber(), update.getFrom());
    }
    return "the rest of a turn";
  }

  private String change(String process, Object change) {
    if (change instanceof FieldChanged it) {
      return "fieldset %s: %s %s = %s"
          .formatted(
              it.getFieldset(),
              Texts.word(it.getShown()),
              it.getField(),
              Texts.value(it.getValue()));
    }
    if (change instanceof FieldDropped it) {
      return "fieldset %s: dropped %s, %s"
          .formatted(it.getFieldset(), it.getField(), Texts.word(it.getAbsence()));
    }
    if (change instanceof Forked it) {
      if (it.getInvocation() == 0) {
        return "fieldset %s: forked from %s in another datacenter"
            .formatted(it.getFieldset(), it.getParent());
      }
      return "fieldset %s: forked from %s by message %d of %s"
          .formatted(
              it.getFieldset(),
              it.getParent(),
              it.getMessage(),
              ops.of(process, it.getInvocation()));
    }
    if (change instanceof Closed it) {
      return "fieldset %s: closed, %s"
          .formatted(
              it.getFieldset(),
              it.getReason() == Closing.TWIN
                  ? "a twin of " + it.getTwin()
                  : "its forks replace it");
    }
    if (change instanceof Invoked it) {
      return "fieldset %s: invoked %d %s%s"
          .formatted(
              it.getFieldset(),
              it.getInvocation(),
              it.getOp(),
              it.getAttempt() == 1 ? "" : ", attempt " + it.getAttempt());
    }
    return changeOfProcess(process, change);
  }

  private String changeOfProcess(String process, Object change) {
    if (change instanceof Attempted it) {
      return "%s: attempt %d failed: %s"
          .formatted(
              ops.of(process, it.getInvocation()), it.getAttempt(), Texts.brief(it.getError()));
    }
    if (change instanceof Answered it) {
      return "%s: %s, %d message%s%s%s"
          .formatted(
              ops.of(process, it.getInvocation()),
              Texts.word(it.getStatus()),
              it.getMessages(),
              it.getMessages() == 1 ? "" : "s",
              it.getLate() ? ", late" : "",
              it.getError() == null ? "" : ": " + Texts.brief(it.getError()));
    }
    if (change instanceof Learned it) {
      return "%s: made in %s, where it is %d"
          .formatted(ops.of(process, it.getInvocation()), it.getDatacenter(), it.getNumber());
    }
    if (change instanceof GivenUp it) {
      return "%s: given up, as the op has moved to %s"
          .formatted(ops.of(process, it.getInvocation()), it.getDatacenter());
    }
    if (change instanceof FolderDropped it) {
      int pending = it.getInvocations().size();
      return "folder %s: dropped, with %d pending invocation%s"
          .formatted(it.getFolder(), pending, pending == 1 ? "" : "s");
    }
    if (change instanceof StatusChanged it) {
      return "process: " + ProcessText.status(it.getStatus(), it.getReason(), it.getOutcome());
    }
    if (change instanceof Refused it) {
      String place =
          Stream.of(
                  it.getOp(),
                  it.getFieldset() == null ? null : "fieldset " + it.getFieldset(),
                  it.getDetail())
              .filter(part -> part != null)
              .collect(Collectors.joining(", "));
      return "refused: " + it.getReason() + (place.isEmpty() ? "" : " (" + place + ")");
    }
    return String.valueOf(change);
  }
}
