package io.madcloud.app.process;

import io.madcloud.wire.ExplainedFieldset;
import io.madcloud.wire.ExplainedOp;
import io.madcloud.wire.ExplainedSource;
import io.madcloud.wire.Obstacle;
import io.madcloud.wire.ObstacleKind;
import io.madcloud.wire.ProcessStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Why an op can or cannot happen, in words. */
final class WhyText {

  private static final String STALE = "which has lost its value and may get it back";

  private final PrintWriter out;
  private final TurnTimes times;

  WhyText(PrintWriter out, TurnTimes times) {
    this.out = out;
    this.times = times;
  }

  void print(String process, ExplainedOp why) {
    out.println(
        "%s in %s, which is %s, turn %d"
            .formatted(why.getOp(), process, Texts.word(why.getStatus()), why.getTurn()));
    if (why.getPaused()) {
      out.println(
          "It is paused: nothing fires it until 'bin/madcloud op resume %s'."
              .formatted(why.getOp()));
    }
    if (why.getDroppedFolder() != null) {
      out.println(
          "Folder %s was dropped in this process: nothing in it happens any more."
              .formatted(why.getDroppedFolder()));
    }
    if (isOver(why)) {
      out.println("Such a process never runs again.");
    }
    for (ExplainedFieldset fieldset : why.getFieldsets()) {
      out.println("fieldset %s: %s".formatted(fieldset.getId(), sum(why, fieldset)));
      fieldset.getObstacles().forEach(this::print);
    }
    if (why.getFieldsetsLeft() > 0) {
      out.println(
          "Not all of it: %d more live fieldsets did not fit into one record."
              .formatted(why.getFieldsetsLeft()));
    }
    if (why.getClosed() > 0 && !isOver(why)) {
      out.println(
          why.getClosed() == 1
              ? "1 more fieldset is closed: nothing happens on it any more."
              : why.getClosed() + " more fieldsets are closed: nothing happens on them any more.");
    }
    out.flush();
  }

  private static boolean isOver(ExplainedOp why) {
    return why.getStatus() == ProcessStatus.FAILED || why.getStatus() == ProcessStatus.CANCELLED;
  }

  private static String sum(ExplainedOp why, ExplainedFieldset fieldset) {
    if (fieldset.getObstacles().isEmpty()) {
      if (why.getDroppedFolder() != null) {
        return "it could happen otherwise";
      }
      if (why.getPaused()) {
        return "it could happen, and waits";
      }
      return why.getStatus() == ProcessStatus.RUNNING
          ? "it can happen"
          : "it could happen if the process ran; only an op with catch-up wakes it";
    }
    return switch (fieldset.getObstacles().get(0).getKind()) {
      case APPLIED -> "it has happened";
      case AWAITED -> "it is under way";
      case UNKNOWN, MISSING, STALE, MASKED, MASKED_STALE, WHEN -> "it cannot happen";
    };
  }

  private void print(Obstacle it) {
    out.println("    " + text(it));
    if (it.getKind() == ObstacleKind.MISSING || it.getKind() == ObstacleKind.STALE) {
      it.getSources().forEach(source -> out.println("        " + text(source)));
      if (it.getSources().isEmpty()) {
        out.println("        no op can produce it");
      }
      if (it.getSourcesLeft() > 0) {
        out.println("        and %d more can produce it".formatted(it.getSourcesLeft()));
      }
    }
  }

  private String text(Obstacle it) {
    return switch (it.getKind()) {
      case APPLIED ->
          "applied: invocation %d%s%s"
              .formatted(it.getInvocation(), at(times.answered(it.getInvocation())), error(it));
      case AWAITED -> awaited(it);
      case MISSING -> "it needs %s, which is missing".formatted(it.getField());
      case STALE -> "it needs %s, %s".formatted(it.getField(), STALE);
      case MASKED ->
          "it is masked by %s, set by %s%s"
              .formatted(it.getField(), setBy(it), at(times.answered(it.getInvocation())));
      case MASKED_STALE -> "it is masked by %s, %s".formatted(it.getField(), STALE);
      case WHEN ->
          "its condition %s: %s%s"
              .formatted(
                  it.getError() == null ? "is false" : "has no value",
                  Texts.brief(it.getCondition()),
                  it.getError() == null ? "" : ": " + Texts.brief(it.getError()));
      case UNKNOWN -> "something that this version of the command does not know";
    };
  }

  private String awaited(Obstacle it) {
    List<String> parts = new ArrayList<>();
    Instant since = times.invoked(it.getInvocation());
    parts.add("invocation " + it.getInvocation() + (since == null ? "" : since(since)));
    if (it.getServer() != null) {
      parts.add("server " + it.getServer());
      parts.add("attempt %d of %d".formatted(it.getFailedRuns() + 1, it.getAttempts()));
    }
    if (it.getDueMs() != null) {
      String what = it.getServer() == null ? "replies" : it.getBetween() ? "made" : "times out";
      parts.add(what + at(Instant.ofEpochMilli(it.getDueMs())));
    }
    return "its reply is awaited: " + String.join(", ", parts) + error(it);
  }

  private static String error(Obstacle it) {
    return it.getError() == null ? "" : "; last error: " + Texts.brief(it.getError());
  }

  private static String setBy(Obstacle it) {
    return it.getInvocation() == 0
        ? "the notification " + it.getOp()
        : it.getInvocation() + " " + it.getOp();
  }

  private static String since(Instant time) {
    return " since " + Texts.time(time);
  }

  private static String at(Instant time) {
    return time == null ? "" : " at " + Texts.time(time);
  }

  private static String text(ExplainedSource source) {
    String how = how(source);
    if (source.getPaused()) {
      how = source.getObstacle() == null ? "it is paused" : "it is paused, and " + how;
    }
    return source.getOp() + " can produce it: " + how;
  }

  private static String how(ExplainedSource source) {
    if (source.getObstacle() == null) {
      return "it can happen";
    }
    return switch (source.getObstacle()) {
      case APPLIED -> "it has happened without, invocation " + source.getInvocation();
      case AWAITED -> "it is under way, invocation " + source.getInvocation();
      case MISSING -> "it needs %s, which is missing".formatted(source.getField());
      case STALE -> "it needs %s, %s".formatted(source.getField(), STALE);
      case MASKED -> "it is masked by " + source.getField();
      case MASKED_STALE -> "it is masked by %s, %s".formatted(source.getField(), STALE);
      case WHEN -> "its condition does not hold";
      case UNKNOWN -> "it cannot happen";
    };
  }
}
