package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Op;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a reply is worth, judged by the op as it was when the invocation was made.
 *
 * @param messages with declared fields and conforming values; null when the run failed
 * @param error null when it did not fail
 * @param rejection why a reply with messages counts as a failure; null for others
 * @param detail of the rejection, for people
 * @param retryable whether another attempt makes sense
 */
record Judgement(
    List<Content> messages, String error, Rejection rejection, String detail, boolean retryable) {

  /** The longest error text that is kept, in characters. */
  static final int MAX_ERROR = 4_000;

  static final String EXPRESSION_ERROR = Rejection.EXPRESSION_ERROR.text();

  /**
   * Fields and values of one message.
   *
   * @param fields numbers, ascending
   */
  record Content(int[] fields, Object[] values) {}

  static Judgement of(Op op, OpReply reply) {
    if (reply instanceof OpReply.Failure failure) {
      return new Judgement(null, brief(failure.error()), null, null, failure.retryable());
    }
    List<Map<String, Object>> messages = ((OpReply.Messages) reply).messages();
    for (Map<String, Object> message : messages) {
      for (String local : message.keySet()) {
        if (op.out(local) == null) {
          return rejected(Rejection.UNDECLARED_FIELD, undeclared(op, local));
        }
      }
    }
    List<Content> contents = new ArrayList<>(messages.size());
    for (Map<String, Object> message : messages) {
      Judgement mismatch = conform(op, message, contents);
      if (mismatch != null) {
        return mismatch;
      }
    }
    return new Judgement(contents, null, null, null, false);
  }

  /** A call that nobody answered in time. */
  static Judgement timedOut(long timeoutMs) {
    String error = "Expected a reply within %d ms, but there was none".formatted(timeoutMs);
    return new Judgement(null, error, null, null, true);
  }

  /** Errors are remembered for each invocation, and no limit counts them. */
  private static String brief(String error) {
    String text = String.valueOf(error);
    return text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR) + "…";
  }

  private static Judgement conform(Op op, Map<String, Object> message, List<Content> contents) {
    int[] fields = new int[message.size()];
    Object[] values = new Object[fields.length];
    int count = 0;
    for (Map.Entry<String, Object> entry : message.entrySet()) {
      Field field = op.out(entry.getKey());
      Object value = field.type().conform(entry.getValue());
      if (value == null) {
        return rejected(Rejection.TYPE_MISMATCH, mismatch(field, entry.getKey(), entry.getValue()));
      }
      int place = count++;
      while (place > 0 && fields[place - 1] > field.number()) {
        fields[place] = fields[place - 1];
        values[place] = values[place - 1];
        place--;
      }
      fields[place] = field.number();
      values[place] = value;
    }
    contents.add(new Content(fields, values));
    return null;
  }

  private static Judgement rejected(Rejection rejection, String detail) {
    return new Judgement(null, rejection.text(), rejection, detail, false);
  }

  static String undeclared(Op op, String local) {
    List<String> declared = op.out().stream().map(slot -> slot.local()).toList();
    return "Expected one of " + declared + " of " + op.path() + ", but found '" + local + "'";
  }

  static String mismatch(Field field, String local, Object value) {
    return "Expected a " + field.type() + " for '" + local + "', but found " + described(value);
  }

  private static String described(Object value) {
    if (value instanceof List || value instanceof Map) {
      return "a %s of another type, nested more than %d deep or of more than %d values"
          .formatted(
              value instanceof List ? "list" : "map", FieldType.MAX_DEPTH, FieldType.MAX_VALUES);
    }
    return value == null
        ? "nothing"
        : "a " + value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public String toString() {
    return error == null ? Arrays.toString(messages.toArray()) : error;
  }
}
