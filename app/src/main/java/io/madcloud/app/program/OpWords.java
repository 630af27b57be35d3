package io.madcloud.app.program;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** An op in few words, for people. */
final class OpWords {

  private OpWords() {}

  /** Which of the model's three kinds of ops it is. */
  static String kind(Op op) {
    if (op.isNotification()) {
      return "notification";
    }
    return op.out().isEmpty() ? "one-way" : "request-response";
  }

  /** Who runs it, or where its events come from. */
  static String runBy(Op op) {
    OpSpec spec = op.spec();
    Action action = op.action();
    if (action instanceof Action.Call call) {
      return "call " + call.server();
    }
    if (action instanceof Action.Plugin plugin) {
      return "plugin " + plugin.name();
    }
    if (action instanceof Action.After after) {
      return "after " + duration(after.delayMs());
    }
    if (spec.topic() != null) {
      return "topic " + spec.topic();
    }
    return spec.expr() == null ? "event" : spec.each() == null ? "expr" : "expr, each";
  }

  /** Fields of an op: those of its own folder by their names, others by their paths. */
  static String fields(Op op, Collection<Field> fields) {
    String folder = op.path().substring(0, op.path().lastIndexOf('/') + 1);
    return fields.stream()
        .map(Field::path)
        .map(
            path ->
                path.startsWith(folder) && path.indexOf('/', folder.length()) < 0
                    ? path.substring(folder.length())
                    : path)
        .collect(Collectors.joining(" "));
  }

  /** A time as programs write it. */
  static String duration(long ms) {
    if (ms < 0) {
      return "none";
    }
    Duration duration = Duration.ofMillis(ms);
    if (ms == 0 || ms % 1_000 != 0) {
      return ms + "ms";
    }
    if (ms % 60_000 != 0) {
      return duration.toSeconds() + "s";
    }
    if (ms % 3_600_000 != 0) {
      return duration.toMinutes() + "m";
    }
    return ms % 86_400_000 != 0 ? duration.toHours() + "h" : duration.toDays() + "d";
  }
}
