package io.madcloud.op;

import java.util.List;
import java.util.Map;

/** What an op answers: zero or more messages, or a failure. */
public sealed interface OpReply {

  /**
   * A reply with these messages, each a partial assignment of the op's {@code out} by local name.
   */
  static OpReply of(List<Map<String, Object>> messages) {
    return new Messages(messages);
  }

  /** A reply with one message. */
  static OpReply of(Map<String, Object> message) {
    return new Messages(List.of(message));
  }

  /** A reply without a message: the op has nothing to say. */
  static OpReply none() {
    return new Messages(List.of());
  }

  /** A failed run that another attempt may mend. */
  static OpReply failure(String error) {
    return new Failure(error, true);
  }

  /** A failed run that no further attempt can mend. */
  static OpReply finalFailure(String error) {
    return new Failure(error, false);
  }

  /**
   * @param messages in order; several offer alternatives
   */
  record Messages(List<Map<String, Object>> messages) implements OpReply {
    public Messages {
      messages = List.copyOf(messages);
    }
  }

  /**
   * @param error what went wrong, for people
   * @param retryable whether another attempt makes sense
   */
  record Failure(String error, boolean retryable) implements OpReply {}
}
