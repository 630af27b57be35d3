package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.List;

/**
 * Why an op can or cannot happen in a process.
 *
 * @param op as it is declared now
 * @param paused whether nothing fires it because it is paused
 * @param droppedFolder the folder with it in which nothing happens any more in this process; null
 *     for none
 * @param live the live fieldsets, in order of creation; none when the process never runs again
 * @param closed how many others there are, on which nothing happens any more
 */
public record Explanation(
    Op op, boolean paused, String droppedFolder, List<OnFieldset> live, int closed) {

  /**
   * How the op stands on one fieldset.
   *
   * @param fieldset its id
   * @param obstacles the most telling first; none when nothing but its process or its pause keeps
   *     the op from being fired on it
   */
  public record OnFieldset(String fieldset, List<Obstacle> obstacles) {}

  /** One thing that keeps an op from happening on a fieldset. */
  public sealed interface Obstacle {}

  /** The op has happened on these very values. */
  public record Applied(int invocation) implements Obstacle {}

  /** The op has been fired on these very values, and its reply is awaited. */
  public record Awaited(int invocation) implements Obstacle {}

  /**
   * An input is not there.
   *
   * @param stale whether it was there, and may come back
   * @param sources the ops that can produce it, by path; a notification is none
   */
  public record Missing(Field input, boolean stale, List<Source> sources) implements Obstacle {}

  /**
   * An op that can produce a field.
   *
   * @param obstacle the most telling that it has itself on the fieldset; null when it has none
   */
  public record Source(Op op, boolean paused, Obstacle obstacle) {}

  /**
   * A field is there that must be absent.
   *
   * @param invocation that set its value; 0 for the notification, -1 when it is stale: it is not
   *     shown, yet masks, as it may come back
   */
  public record Masked(Field mask, int invocation) implements Obstacle {

    /** The {@code invocation} of a field that has no value now. */
    public static final int STALE = -1;
  }

  /**
   * The op's condition does not hold.
   *
   * @param error why it has no value; null when it is false
   */
  public record When(String condition, String error) implements Obstacle {}

  /**
   * Explains an op.
   *
   * @param program one that has all ops and fields of the process
   * @param op one of its ops as it is now, with inputs
   */
  public static Explanation of(Process process, Program program, Op op) {
    return new Why(process, program).explain(op);
  }
}
