package io.madcloud.engine;

import io.madcloud.engine.program.Literals;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.op.Bytes;
import io.madcloud.op.OpReply;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the values of sensitive fields out of error texts, which stand in the journal, in dead
 * letters and in fields that others read. Those of servers and plugins are hidden when they have
 * {@value #RUN} characters in a row of a sensitive input, or a shorter one whole: an exception as a
 * rule quotes but a part of what it is about. What an expression fails by is always hidden where it
 * reads a sensitive field.
 */
public final class ErrorTexts {

  /** Stands where a text is hidden. */
  public static final String HIDDEN = "(hidden: it may quote the value of a sensitive field)";

  private static final int RUN = 4;

  private ErrorTexts() {}

  /** The reply, with another text if it is a failure that may quote a sensitive input. */
  static OpReply hiding(Program program, Op op, Map<String, Object> inputs, OpReply reply) {
    if (!(reply instanceof OpReply.Failure failure) || !quotesAny(program, op, inputs, failure)) {
      return reply;
    }
    return failure.retryable() ? OpReply.failure(HIDDEN) : OpReply.finalFailure(HIDDEN);
  }

  /** The text of an error of an expression over the fields of some slots. */
  static String ofExpression(Program program, List<Slot> slots, String text) {
    return hasSensitive(program, slots) ? HIDDEN : text;
  }

  private static boolean hasSensitive(Program program, List<Slot> slots) {
    return program.hasSensitive()
        && slots.stream().anyMatch(slot -> program.isSensitive(slot.field()));
  }

  private static boolean quotesAny(
      Program program, Op op, Map<String, Object> inputs, OpReply.Failure failure) {
    if (!hasSensitive(program, op.in()) || HIDDEN.equals(failure.error())) {
      return false;
    }
    String text = String.valueOf(failure.error()).toLowerCase(Locale.ROOT);
    Set<String> runs = new HashSet<>();
    for (int at = 0; at + RUN <= text.length(); at++) {
      runs.add(text.substring(at, at + RUN));
    }
    return op.in().stream()
        .filter(slot -> program.isSensitive(slot.field()))
        .anyMatch(slot -> quotes(text, runs, inputs.get(slot.local())));
  }

  private static boolean quotes(String text, Set<String> runs, Object value) {
    if (value instanceof List<?> items) {
      return items.stream().anyMatch(item -> quotes(text, runs, item));
    }
    if (value instanceof Map<?, ?> entries) {
      return quotes(text, runs, List.copyOf(entries.keySet()))
          || quotes(text, runs, List.copyOf(entries.values()));
    }
    if (value instanceof Bytes bytes
        && quotes(text, runs, new String(bytes.toArray(), StandardCharsets.UTF_8))) {
      return true;
    }
    // Whoever reads true or false in a text knows nothing by that.
    return !(value instanceof Boolean)
        && quotesText(text, runs, String.valueOf(Literals.plain(value)).toLowerCase(Locale.ROOT));
  }

  private static boolean quotesText(String text, Set<String> runs, String value) {
    if (value.length() < RUN) {
      return !value.isEmpty() && text.contains(value);
    }
    for (int at = 0; at + RUN <= value.length(); at++) {
      if (runs.contains(value.substring(at, at + RUN))) {
        return true;
      }
    }
    return false;
  }
}
