package io.madcloud.engine;

import io.madcloud.engine.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

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
 * @param forgiven how many of them no longer count, as it was made again after them
 * @param dueMs when something happens by the clock alone: a timer replies, the call that is out
 *     times out, the next attempt is made; {@link #NOT_TIMED} for never
 * @param paused whether a call is not out, but to be made later
 * @param error of the last failed run; null for none
 * @param elsewhere what is known of it when another datacenter made it; null when it was made here
 * @param superseded whether another datacenter, to which the op moved, ran it again with the same
 *     inputs: what this one replied counts no more
 */
public record Invocation(
    int op,
    int[] key,
    int fieldset,
    State state,
    int firstMessage,
    int messages,
    int attempts,
    int forgiven,
    long dueMs,
    boolean paused,
    String error,
    Elsewhere elsewhere,
    boolean superseded) {

  /** The {@code dueMs} of what waits for no time. */
  public static final long NOT_TIMED = -1;

  private static final int[] NO_KEY = new int[0];

  /**
   * An invocation of another datacenter.
   *
   * @param number that it has there
   * @param moves how often the op had changed its residence when it was made
   * @param sizes how many fields each of its messages has; not all need be known here
   */
  public record Elsewhere(String datacenter, int number, int moves, List<Integer> sizes) {}

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

  /** Whether it is a call that is to be made when there is {@link Timers.Kind#RELEASE}. */
  public boolean isHeld() {
    return isPending() && paused && dueMs == NOT_TIMED;
  }

  static Invocation pending(int op, int[] key, int fieldset, long dueMs) {
    return new Invocation(
        op, key, fieldset, State.PENDING, 0, 0, 0, 0, dueMs, false, null, null, false);
  }

  /** One that another datacenter made, and that is done. */
  static Invocation elsewhere(int op, int[] key, int firstMessage, Elsewhere elsewhere) {
    return new Invocation(
        op,
        key,
        0,
        State.DONE,
        firstMessage,
        elsewhere.sizes.size(),
        0,
        0,
        NOT_TIMED,
        false,
        null,
        elsewhere,
        false);
  }

  /** How often its op had changed its residence when it was made. */
  int moves(Program program) {
    return elsewhere == null ? program.op(op).moves() : elsewhere.moves;
  }

  /** Whether its reply is still to come. */
  public boolean isPending() {
    return state == State.PENDING;
  }

  /** Whether there is a reply to apply. */
  boolean isAnswered() {
    return state == State.DONE || state == State.FAILED;
  }

  Invocation done(int first, int count, int failedRuns, String lastError) {
    return answered(State.DONE, first, count, failedRuns, lastError);
  }

  Invocation failed(int failedRuns, String lastError) {
    return answered(State.FAILED, 0, 0, failedRuns, lastError);
  }

  private Invocation answered(State now, int first, int count, int failedRuns, String lastError) {
    return new Invocation(
        op,
        key,
        fieldset,
        now,
        first,
        count,
        failedRuns,
        forgiven,
        dueMs,
        false,
        lastError,
        elsewhere,
        superseded);
  }

  /** A run failed, and the next one is to be made at a time. */
  Invocation attempted(int failedRuns, String lastError, long nextMs) {
    return pending(failedRuns, forgiven, nextMs, true, lastError);
  }

  /** The call is not out, but to be made at a time. */
  Invocation postponed(long untilMs) {
    return pending(attempts, forgiven, untilMs, true, error);
  }

  /** The call is out, and times out at a time. */
  Invocation called(long timeoutMs) {
    return pending(attempts, forgiven, timeoutMs, false, error);
  }

  /**
   * The same, to be made again with a fresh count of attempts. One that was dropped was under way:
   * that attempt is used.
   */
  Invocation again(long nextDueMs) {
    int used = state == State.DROPPED ? attempts + 1 : attempts;
    return pending(used, used, nextDueMs, false, null);
  }

  private Invocation pending(
      int failedRuns, int uncounted, long nextMs, boolean later, String lastError) {
    return new Invocation(
        op,
        key,
        fieldset,
        State.PENDING,
        0,
        0,
        failedRuns,
        uncounted,
        nextMs,
        later,
        lastError,
        elsewhere,
        superseded);
  }

  /** The same, which counts no more. */
  Invocation outdated() {
    return kept(state, key, paused, true);
  }

  /** The same without its key when its process is stopped for good. */
  Invocation stopped() {
    return ended(NO_KEY);
  }

  /** The same when nobody waits for it any more: dropped if it was pending. */
  Invocation dropped() {
    return ended(key);
  }

  private Invocation ended(int[] keptKey) {
    return kept(isPending() ? State.DROPPED : state, keptKey, false, superseded);
  }

  private Invocation kept(State now, int[] keptKey, boolean later, boolean outdated) {
    return new Invocation(
        op,
        keptKey,
        fieldset,
        now,
        firstMessage,
        messages,
        attempts,
        forgiven,
        dueMs,
        later,
        error,
        elsewhere,
        outdated);
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
        && forgiven == that.forgiven
        && dueMs == that.dueMs
        && paused == that.paused
        && Objects.equals(error, that.error)
        && Objects.equals(elsewhere, that.elsewhere)
        && superseded == that.superseded;
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
