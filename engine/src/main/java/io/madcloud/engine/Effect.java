package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import java.util.List;
import java.util.Map;

/**
 * What the surroundings have to carry out after a turn, in this order. Besides, they bring {@link
 * Input.Timer} when it is time: see {@link Process#wakeMs}.
 */
public sealed interface Effect {

  /**
   * The turn, for analysts and replay.
   *
   * @param turn counts the turns of a process, from 1
   * @param programRevision the revision that its decisions were made with
   * @param cause the input, with its content
   */
  record Journal(long turn, long programRevision, Input cause, List<Change> changes)
      implements Effect {}

  /**
   * Publish a call.
   *
   * @param attempt from 1
   * @param inputs by local name
   */
  record Call(int invocation, Op op, int attempt, Map<String, Object> inputs) implements Effect {}

  /** Publish the inputs of a one-way op as one record to the op's topic. */
  record Publish(int invocation, Op op, Map<String, Object> inputs) implements Effect {}

  /** Tell another datacenter what this one did. */
  record Send(String datacenter, Update update) implements Effect {}

  /** An invocation failed for good and nobody declared a field for that. */
  record DeadLetter(int invocation, Op op, String error, int attempts, Map<String, Object> inputs)
      implements Effect {}

  /**
   * The process stopped running.
   *
   * @param revision counts the outcomes of a process, from 1
   * @param fieldsets the live ones by id, in order of creation, with the fields that the
   *     notification returns
   */
  record Outcome(
      Status status, Reason reason, int revision, Map<String, Map<Field, Object>> fieldsets)
      implements Effect {}

  /**
   * The input was not taken.
   *
   * @param detail for people: expected, but, where
   * @param duplicate whether it merely repeats what was taken before: to be counted, not kept
   */
  record Rejected(Rejection reason, String detail, boolean duplicate) implements Effect {}
}
