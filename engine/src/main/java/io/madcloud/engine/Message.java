package io.madcloud.engine;

import java.util.Arrays;

/**
 * A message of the process: the notification's fields, or one message of a reply. Messages are
 * numbered through the process, from 0 for the notification; a contribution is a field and such a
 * number, so each value is kept once however many fieldsets hold it.
 *
 * @param invocation that produced it; 0 for the notification
 * @param fields their numbers, ascending; not to be changed
 * @param values of the fields, in the same order; not to be changed
 */
public record Message(int invocation, int[] fields, Object[] values) {

  /** A message of which no field is known here as yet. */
  static Message unknown(int invocation) {
    return new Message(invocation, new int[0], new Object[0]);
  }

  /** This message with a field more, unless it is known. */
  Message with(int field, Object value) {
    int index = Arrays.binarySearch(fields, field);
    if (index >= 0) {
      return this;
    }
    int place = ~index;
    int[] moreFields = Arrays.copyOf(fields, fields.length + 1);
    Object[] moreValues = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(fields, place, moreFields, place + 1, fields.length - place);
    System.arraycopy(values, place, moreValues, place + 1, values.length - place);
    moreFields[place] = field;
    moreValues[place] = value;
    return new Message(invocation, moreFields, moreValues);
  }

  /** The value of {@code field}, or null. */
  Object value(int field) {
    int index = Arrays.binarySearch(fields, field);
    return index < 0 ? null : values[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message that
        && invocation == that.invocation
        && Arrays.equals(fields, that.fields)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * invocation + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return invocation + ":" + Arrays.toString(fields) + "=" + Arrays.toString(values);
  }
}
