package io.madcloud.engine;

import io.madcloud.op.OpReply;
import java.util.Map;

/**
 * Something that happens to one process. Every input carries the time at which it came, in
 * milliseconds since 1970: the engine has no clock.
 */
public sealed interface Input {

  /** When the input came, in milliseconds since 1970. */
  long timeMs();

  /**
   * An event that starts a process.
   *
   * @param op path of the notification op
   * @param fields by local name
   * @param traceparent W3C trace context that the process's calls are to carry; null for none
   */
  record Notification(
      long timeMs,
      String process,
      Incarnation incarnation,
      String op,
      Map<String, Object> fields,
      String traceparent)
      implements Input {}

  /**
   * The answer of a server to a call: messages, or one failed attempt.
   *
   * @param incarnation of the process that was meant; null when the sender cannot know
   * @param invocation its number
   * @param attempt that it answers, from 1; {@link #ANY_ATTEMPT} when the sender does not say
   */
  record Reply(long timeMs, Incarnation incarnation, int invocation, int attempt, OpReply reply)
      implements Input {

    /** The attempt of a sender that does not say. */
    public static final int ANY_ATTEMPT = 0;
  }

  /**
   * The time of an invocation has come.
   *
   * @param attempt under way, or to be made
   * @param kind what happens by that
   */
  record Timer(long timeMs, int invocation, int attempt, Timers.Kind kind) implements Input {}

  /** The process meets the program as it is now. */
  record ProgramChange(long timeMs) implements Input {}

  /**
   * Somebody wants what failed for good to be made again.
   *
   * @param op path of the only op that is meant; null for any
   * @param invocation the only one that is meant; null for any
   */
  record Redrive(long timeMs, String op, Integer invocation) implements Input {

    boolean means(int number, String path) {
      return (op == null || op.equals(path)) && (invocation == null || invocation == number);
    }
  }

  /** Another datacenter tells what it did. */
  record Arrival(long timeMs, Update update) implements Input {}

  /** Somebody wants the process to stop. */
  record Cancel(long timeMs) implements Input {}
}
