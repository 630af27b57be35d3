package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import java.util.List;

/**
 * One thing that a turn changed, in the order in which it changed. Whoever folds the changes of all
 * turns of a process has its state as people see it.
 */
public sealed interface Change {

  /**
   * A contribution came from here.
   *
   * @param invocation its number; 0 for the notification
   * @param message index of the message in the reply
   */
  record Producer(int invocation, int message) {}

  /**
   * A fieldset came to be: the root, or a fork with its parent's fields as they were before this
   * step.
   *
   * @param parent null for the root
   * @param invocation whose reply offered the alternative; 0 for the root
   * @param message index of the alternative in the reply
   */
  record Created(String fieldset, String parent, int invocation, int message) implements Change {}

  /** A field has a value: its first in this fieldset, or another. */
  record FieldSet(
      String fieldset, Field field, Object value, boolean replaced, List<Producer> shapedBy)
      implements Change {}

  /** A field has no value any more; a stale one may still come back and masks until then. */
  record FieldDropped(String fieldset, Field field, boolean stale) implements Change {}

  /**
   * A fieldset keeps no fields any more.
   *
   * @param twin the fieldset that holds the same and lives on; null when its forks replace it
   */
  record Closed(String fieldset, String twin) implements Change {}

  /**
   * An invocation was made, or one that had failed is made again.
   *
   * @param attempt its first; above 1 when it is made again
   */
  record Invoked(int invocation, Op op, String fieldset, int attempt) implements Change {}

  /**
   * An invocation of another datacenter came to be known.
   *
   * @param invocation the number that it has here
   * @param number that it has there
   */
  record Learned(int invocation, Op op, String datacenter, int number) implements Change {}

  /**
   * An invocation was given up, as its op has moved.
   *
   * @param datacenter where the op is resident now
   */
  record GivenUp(int invocation, String datacenter) implements Change {}

  /**
   * A run failed, and there will be another attempt.
   *
   * @param nextMs when, in milliseconds since 1970; {@link Invocation#NOT_TIMED} for at once
   */
  record Attempted(int invocation, int attempt, String error, long nextMs) implements Change {}

  /**
   * An invocation has its reply.
   *
   * @param error of the last attempt; null when there was none
   * @param late whether it answers an attempt that had failed before, as a rule by a time-out
   */
  record Answered(int invocation, boolean failed, int messages, String error, boolean late)
      implements Change {}

  /**
   * An op failed whose folder says {@code on-failure: drop-folder}: nothing in it happens any more.
   *
   * @param invocations that were pending in it and are dropped, ascending
   */
  record FolderDropped(String folder, List<Integer> invocations) implements Change {}

  /**
   * A step would have passed a limit and did not take place.
   *
   * @param by path of the op of the step, or the datacenter whose update it was
   * @param fieldset of the step
   */
  record Refused(Reason reason, String by, String fieldset) implements Change {}

  /** The process stopped or took up running. */
  record StatusChanged(Status status, Reason reason, int revision) implements Change {}
}
