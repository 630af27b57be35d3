package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import java.util.Arrays;
import java.util.List;

/**
 * A field in a fieldset: its contributions, and what the field's merge policy makes of them.
 * Immutable, so forks share it.
 */
final class Held {

  private final int[] contributions;
  private final int[] shapedBy;
  private final Object value;
  private final long size;

  private Held(int[] contributions, int[] shapedBy, Object value) {
    this.contributions = contributions;
    this.shapedBy = shapedBy;
    this.value = value;
    this.size = value == null ? 0 : ValueSize.of(value);
  }

  /**
   * Merges contributions.
   *
   * @param contributions numbers of messages that hold the field, in order of application; none
   *     makes the field stale
   */
  static Held of(Field field, int[] contributions, List<Message> messages) {
    if (contributions.length == 0) {
      return new Held(contributions, contributions, null);
    }
    if (contributions.length == 1 && field.merge() != Merge.UNION) { // There is nothing to merge.
      Object value = messages.get(contributions[0]).value(field.number());
      return new Held(contributions, contributions, value);
    }
    Merger merger = new Merger(field, contributions, messages);
    return new Held(contributions, merger.shapedBy(), merger.value());
  }

  /** This field with one more contribution. */
  Held with(Field field, int message, List<Message> messages) {
    if (field.merge() == Merge.LATEST) {
      return !isStale() && value.equals(messages.get(message).value(field.number()))
          ? this
          : of(field, new int[] {message}, messages);
    }
    int[] more = Arrays.copyOf(contributions, contributions.length + 1);
    more[contributions.length] = message;
    return of(field, more, messages);
  }

  /** Had contributions and lost them all. */
  boolean isStale() {
    return contributions.length == 0;
  }

  /** Numbers of messages, in order of application; not to be changed. */
  int[] contributions() {
    return contributions;
  }

  /** The producers in the identity of the value, as message numbers in order; not to be changed. */
  int[] shapedBy() {
    return shapedBy;
  }

  /** Null when stale. */
  Object value() {
    return value;
  }

  /** Counted against the limit of bytes. */
  long size() {
    return size;
  }

  boolean hasSameIdentity(Held other) {
    return this == other || Arrays.equals(shapedBy, other.shapedBy);
  }
}
