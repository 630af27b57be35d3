package io.madcloud.engine.program;

/**
 * A declared field. Its number, type and merge policy never change; fields are never removed. Two
 * are equal when they have the same number.
 *
 * @param number dense, from 0, in order of declaration; the same on every engine that folded the
 *     same program log
 * @param path absolute
 * @param type what its values are
 * @param merge how contributions make its value
 * @param sensitive whether its values are hidden where people read, and encrypted where they are
 *     kept; {@link Program#isSensitive} tells it as it was declared last, which an op's own field
 *     may not
 * @param doc for people; may be null
 */
public record Field(
    int number, String path, FieldType type, Merge merge, boolean sensitive, String doc) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Field that && number == that.number;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
