package io.madcloud.engine.program;

/** Finds the parts of what is declared in its sources, for messages. */
@FunctionalInterface
public interface Places {

  /** For ops that came without a source. */
  Places UNKNOWN = (op, part) -> op.place().part(part);

  /**
   * The place of a part of an op.
   *
   * @param part such as {@code when}, {@code in[1]}, {@code expr.price}; empty for the op itself
   * @return the nearest known place when the part itself has none
   */
  Place of(OpSpec op, String part);

  /** Whether the source states that part of the op, be it what would hold without it. */
  default boolean states(OpSpec op, String part) {
    return false;
  }

  /** Whether the source states the merge policy of the field, be it the default one. */
  default boolean statesMerge(FieldSpec field) {
    return false;
  }
}
