package io.madcloud.testkit;

import io.madcloud.op.OpReply;
import java.util.List;
import java.util.Map;

/** What came of one run of an op. */
sealed interface Answer {

  /** It came back with this; null is an answer, if a wrong one. */
  record Replied(OpReply reply) implements Answer {
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
