package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A field in a fieldset: its contributions, and what the field's merge policy makes of them.
 * Immutable, so forks share it.
 */
final class Held {

  private static final Stamp[] UNSTAMPED = new Stamp[0];

  private final int[] contributions;
  private final Stamp[] stamps;
  private final int[] shapedBy;
  private final Object value;
  private final long size;

  private Held(int[] contributions, Stamp[] stamps, int[] shapedBy, Object value) {
    this.contributions = contributions;
    this.stamps = stamps;
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
    return of(field, contributions, UNSTAMPED, messages);
  }

  /**
   * Merges contributions of a process that several datacenters hold. A message that was laid more
   * than once is merged once, in its last place.
   *
   * @param stamps of the contributions, by which these are ordered
   */
  static Held of(Field field, int[] contributions, Stamp[] stamps, List<Message> messages) {
    if (contributions.length == 0) {
      return new Held(contributions, UNSTAMPED, contributions, null);
    }
    if (contributions.length == 1 && field.merge() != Merge.UNION) { // There is nothing to merge.
      Object value = messages.get(contributions[0]).value(field.number());
      return new Held(contributions, stamps, contributions, value);
    }
    int[] merged = stamps.length == 0 ? contributions : lastOfEach(contributions);
    Merger merger = new Merger(field, merged, messages);
    return new Held(contributions, stamps, merger.shapedBy(), merger.value());
  }

  private static int[] lastOfEach(int[] messages) {
    Set<Integer> behind = new HashSet<>();
    int[] last = new int[messages.length];
    int first = messages.length;
    for (int place = messages.length - 1; place >= 0; place--) {
      if (behind.add(messages[place])) {
        last[--first] = messages[place];
      }
    }
    return Arrays.copyOfRange(last, first, messages.length);
  }

  /**
   * A field with one more stamped contribution.
   *
   * @param before null when it has none so far
   */
  static Held with(Held before, Field field, int message, Stamp stamp, List<Message> messages) {
    return before == null
        ? of(field, new int[] {message}, new Stamp[] {stamp}, messages)
        : before.with(field, message, stamp, messages);
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

  /**
   * This field with one more contribution, in its place among the stamped ones. Nothing is
   * forgotten: what comes later from elsewhere may belong before it, and a fork may have been made
   * between the two times at which a message was laid.
   */
  private Held with(Field field, int message, Stamp stamp, List<Message> messages) {
    if (placeOf(this, message, stamp) >= 0) {
      return this;
    }
    int place = contributions.length;
    while (place > 0 && stamp.isBefore(stamps[place - 1])) {
      place--;
    }
    int length = contributions.length + 1;
    int[] more = Arrays.copyOf(contributions, length);
    Stamp[] stamped = Arrays.copyOf(stamps, length);
    System.arraycopy(contributions, place, more, place + 1, length - place - 1);
    System.arraycopy(stamps, place, stamped, place + 1, length - place - 1);
    more[place] = message;
    stamped[place] = stamp;
    return of(field, more, stamped, messages);
  }

  /** This field without the contribution at a place in their order. */
  Held without(Field field, int place, List<Message> messages) {
    return only(field, index -> index != place, messages);
  }

  /** This field with those contributions alone whose places pass a test; itself if all do. */
  Held only(Field field, IntPredicate kept, List<Message> messages) {
    int count = 0;
    while (count < contributions.length && kept.test(count)) {
      count++;
    }
    if (count == contributions.length) {
      return this;
    }
    int[] left = contributions.clone();
    Stamp[] stamped = stamps.clone();
    for (int place = count + 1; place < contributions.length; place++) {
      if (kept.test(place)) {
        left[count] = left[place];
        if (stamped.length > 0) {
          stamped[count] = stamped[place];
        }
        count++;
      }
    }
    return of(
        field,
        Arrays.copyOf(left, count),
        stamped.length == 0 ? UNSTAMPED : Arrays.copyOf(stamped, count),
        messages);
  }

  /**
   * The place of a stamped contribution.
   *
   * @param held null for a field that is not there
   * @return -1 if the message is no contribution to it, or has other stamps there
   */
  static int placeOf(Held held, int message, Stamp stamp) {
    for (int place = 0; held != null && place < held.contributions.length; place++) {
      if (held.contributions[place] == message && held.stamps[place].equals(stamp)) {
        return place;
      }
    }
    return -1;
  }

  /** When and where the contribution at a place was made. */
  Stamp stamp(int place) {
    return stamps[place];
  }

  /** In the order of the contributions; none where only one datacenter holds the process. */
  Stamp[] stamps() {
    return stamps;
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
