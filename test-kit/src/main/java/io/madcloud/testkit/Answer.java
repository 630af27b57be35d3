package io.madcloud.testkit;

import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of one run of an op. */
sealed interface Answer {

  /**
   * It came back with this; null is an answer, if a wrong one.
   *
   * @param reply a copy: an op may keep what it answers, and change it
   */
  record Replied(OpReply reply) implements Answer {
    public Replied {
      if (reply instanceof OpReply.Messages messages) {
        reply = OpReply.of(messages.messages().stream().map(Replied::copy).toList());
      }
    }

    private static Map<String, Object> copy(Map<String, Object> message) {
      Map<String, Object> copy = new LinkedHashMap<>(message);
      copy.replaceAll((name, value) -> copy(value));
      return copy;
    }

    private static Object copy(Object value) {
      if (value instanceof List<?> list) {
        List<Object> copy = new ArrayList<>(list);
        copy.replaceAll(Replied::copy);
        return copy;
      }
      if (value instanceof Map<?, ?> map) {
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        copy.replaceAll((key, item) -> copy(item));
        return copy;
      }
      return value;
    }

    @Override
    public String toString() {
      if (reply instanceof OpReply.Failure failure) {
        return "it failed: " + failure.error();
      }
      return reply instanceof OpReply.Messages messages
          ? "it answered " + Shown.value(messages.messages())
          : "it answered null";
    }
  }

  /** It threw this. */
  record Threw(Throwable thrown) implements Answer {
    @Override
    public String toString() {
      return "it threw " + thrown;
    }
  }

  /**
   * It did not come back in time.
   *
   * @param limitMs in milliseconds
   * @param ended whether it did so once its thread was interrupted
   * @param where it was when the time was over
   */
  record Late(long limitMs, boolean ended, List<StackTraceElement> where) implements Answer {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("it did not come back within " + limitMs + " ms, ");
      text.append(ended ? "only once" : "nor after");
      text.append(" its thread was interrupted; when the time was over it was");
      where.forEach(frame -> text.append("\n  at ").append(frame));
      return text.toString();
    }
  }

  /** The messages of the reply; null when there are none but a failure, or nothing in time. */
  default List<Map<String, Object>> messages() {
    return this instanceof Replied replied && replied.reply() instanceof OpReply.Messages messages
        ? messages.messages()
        : null;
  }
}
