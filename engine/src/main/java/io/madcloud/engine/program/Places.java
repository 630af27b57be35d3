package io.madcloud.engine.program;

/** Finds the parts of declared ops in their sources, for messages. */
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
}
