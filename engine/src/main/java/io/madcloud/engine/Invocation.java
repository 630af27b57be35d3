package io.madcloud.engine;

import java.util.Arrays;
import java.util.Locale;

/**
 * One call of an op with particular input values. Immutable.
 *
 * @param op number of the op version that was called
 * @param key the identities of the inputs in the order of {@code in}, each as field number, count
 *     of producing messages, their numbers; empty once its process has failed or was cancelled; not
 *     to be changed
 * @param fieldset number of the fieldset that it was first fired on
 * @param firstMessage number of the reply's first message
 * @param messages how many the reply has
 * @param attempts how many runs failed so far
 * @param dueMs when a timer replies; {@link #NOT_TIMED} for others
 * @param error of the last failed run; null for none
 */
public record Invocation(
    int op,
    int[] key,
    int fieldset,
    State state,
    int firstMessage,
    int messages,
    int attempts,
    long dueMs,
    String error) {

  /** The {@code dueMs} of what is no timer. */
  public static final long NOT_TIMED = -1;

  private static final int[] NO_KEY = new int[0];

  /** How far an invocation is. */
  public enum State {
    PENDING,
    DONE,
    FAILED,
    DROPPED;

    /** The model's word. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Invocation pending(int op, int[] key, int fieldset, long dueMs) {
    return new Invocation(op, key, fieldset, State.PENDING, 0, 0, 0, dueMs, null);
  }

  boolean isPending() {
    return state == State.PENDING;
  }

  /** Whether there is a reply to apply. */
  boolean isAnswered() {
    return state == State.DONE || state == State.FAILED;
  }

  Invocation done(int first, int count, int failedRuns, String lastError) {
    return new Invocation(
        op, key, fieldset, State.DONE, first, count, failedRuns, dueMs, lastError);
  }

  Invocation failed(int failedRuns, String lastError) {
    return new Invocation(op, key, fieldset, State.FAILED, 0, 0, failedRuns, dueMs, lastError);
  }

  Invocation attempted(int failedRuns, String lastError) {
    return new Invocation(op, key, fieldset, State.PENDING, 0, 0, failedRuns, dueMs, lastError);
  }

  /** The same when its process is stopped for good: dropped if it was pending, without its key. */
  Invocation stopped() {
    State now = isPending() ? State.DROPPED : state;
    return new Invocation(
        op, NO_KEY, fieldset, now, firstMessage, messages, attempts, dueMs, error);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Invocation that
        && op == that.op
        && Arrays.equals(key, that.key)
        && fieldset == that.fieldset
        && state == that.state
        && firstMessage == that.firstMessage
        && messages == that.messages
        && attempts == that.attempts
        && dueMs == that.dueMs
        && java.util.Objects.equals(error, that.error);
  }

  @Override
  public int hashCode() {
    return 31 * op + Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return op + Arrays.toString(key) + state.text();
  }
}
