package io.madcloud.engine;

import io.madcloud.engine.Play.Event;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of {@link Play}. Values may be ints where the engine has longs. */
final class Events {

  static final String PROCESS = "p";

  private Events() {}

  /**
   * A notification.
   *
   * @param fields local names and values in turn
   */
  static Event start(String op, Object... fields) {
    return play -> play.rehearsal().notify(op, PROCESS, message(fields));
  }

  /** Replies without a message. */
  static Event replyNothing(String op) {
    return play -> play.rehearsal().reply(op, PROCESS, OpReply.none());
  }

  /** Replies with one message of these local names and values. */
  static Event reply(String op, Object... fields) {
    return play -> play.rehearsal().reply(op, PROCESS, OpReply.of(message(fields)));
  }

  /** Replies with several messages. */
  @SafeVarargs
  static Event replyAll(String op, Map<String, Object>... messages) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> message : messages) {
      all.add(message);
    }
    return play -> play.rehearsal().reply(op, PROCESS, OpReply.of(all));
  }

  static Event fail(String op, String error) {
    return play -> play.rehearsal().reply(op, PROCESS, OpReply.failure(error));
  }

  static Event declare(String yaml) {
    return play -> play.declare(yaml);
  }

  static Event remove(String path) {
    return play -> play.rehearsal().remove(path);
  }

  static Event pause(String path) {
    return play -> play.rehearsal().pause(path);
  }

  static Event resume(String path) {
    return play -> play.rehearsal().resume(path);
  }

  static Event cancel() {
    return play -> play.rehearsal().cancel(PROCESS);
  }

  static Event redrive(String op) {
    return play -> play.rehearsal().redrive(op, PROCESS);
  }

  static Event advance(long durationMs) {
    return play -> {
      play.rehearsal().advance(durationMs);
      return null;
    };
  }

  /** Local names and values in turn. */
  static Map<String, Object> message(Object... fields) {
    Map<String, Object> message = new LinkedHashMap<>();
    for (int at = 0; at < fields.length; at += 2) {
      message.put((String) fields[at], value(fields[at + 1]));
    }
    return message;
  }

  /** A field value of what a test writes down. */
  static Object value(Object written) {
    if (written instanceof Integer number) {
      return number.longValue();
    }
    if (written instanceof List<?> list) {
      return list.stream().map(Events::value).toList();
    }
    return written;
  }
}
