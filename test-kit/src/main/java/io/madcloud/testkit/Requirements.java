package io.madcloud.testkit;

import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;

/** What is required of single answers and refusals. */
final class Requirements {

  /** What nobody throws who means to be understood. */
  private static final List<Class<? extends Throwable>> ACCIDENTS =
      List.of(
          NullPointerException.class,
          ClassCastException.class,
          IndexOutOfBoundsException.class,
          Error.class);

  private Requirements() {}

  static void messages(Map<String, Object> inputs, Answer answer) {
    if (answer.messages() == null) {
      throw failure("messages", inputs, answer);
    }
  }

  static void inTime(Map<String, Object> inputs, Answer answer) {
    if (answer instanceof Answer.Late) {
      throw failure("the op to come back in time", inputs, answer);
    }
  }

  /** Of a run whose thread was interrupted from the beginning. */
  static void interrupted(Map<String, Object> inputs, Answer answer) {
    if (answer instanceof Answer.Late) {
      throw failure("the op to come back soon, for its thread is interrupted,", inputs, answer);
    }
  }

  static void failure(Map<String, Object> inputs, Answer answer) {
    if (answer.messages() != null) {
      throw failure("a failure", inputs, answer);
    }
  }

  /** Messages, or a failure whose text helps whoever wrote the program. */
  static void readable(Map<String, Object> inputs, Answer answer) {
    if (answer instanceof Answer.Late
        || (answer instanceof Answer.Threw threw && !isReadable(threw.thrown()))
        || (answer instanceof Answer.Replied replied && !isReadable(replied.reply()))) {
      throw failure(
          "a failure that says what was expected, such as OpReply.finalFailure(\"Expected …, but"
              + " …\"),",
          inputs,
          answer);
    }
  }

  /** An {@link IllegalArgumentException} that says what is wrong, and names this. */
  static void refusal(OpPlugin plugin, Map<String, Object> with, String named) {
    String what = "Expected plugin '%s' to refuse %s".formatted(plugin.name(), Shown.value(with));
    RuntimeException refusal = null;
    try {
      Object function = plugin.configure(with);
      if (function != null) {
        throw new AssertionError(
            what + ", but it took it; see io.madcloud.op.Settings, which refuses what is wrong");
      }
    } catch (RuntimeException e) {
      refusal = e;
    }
    if (!(refusal instanceof IllegalArgumentException)) {
      throw new AssertionError(
          what + " with an IllegalArgumentException, but found " + refusal, refusal);
    }
    String text = refusal.getMessage();
    if (text == null || text.isBlank() || !text.contains(named)) {
      throw new AssertionError(
          "%s with a message that %s, but found %s"
              .formatted(
                  what,
                  named.isEmpty() ? "says what is wrong" : "names '" + named + "'",
                  Shown.orNothing(text)),
          refusal);
    }
  }

  private static boolean isReadable(OpReply reply) {
    return reply instanceof OpReply.Messages
        || (reply instanceof OpReply.Failure failure && isReadable(failure.error()));
  }

  private static boolean isReadable(Throwable thrown) {
    return ACCIDENTS.stream().noneMatch(type -> type.isInstance(thrown))
        && isReadable(thrown.getMessage());
  }

  private static boolean isReadable(String text) {
    return text != null && !text.isBlank() && !text.equals("null");
  }

  private static AssertionError failure(
      String expected, Map<String, Object> inputs, Answer answer) {
    Throwable cause = answer instanceof Answer.Threw threw ? threw.thrown() : null;
    return new AssertionFailedError(
        "Expected %s on the inputs %s, but %s".formatted(expected, Shown.value(inputs), answer),
        cause);
  }
}
