package io.madcloud.engine.program;

import java.util.List;

/**
 * What came of a declaration.
 *
 * @param program the new snapshot; null when there are mistakes
 * @param mistakes all of them, in source order; empty when the declaration holds
 */
public record Compiled(Program program, List<Mistake> mistakes) {
  public Compiled {
    mistakes = List.copyOf(mistakes);
  }

  /** Whether the declaration holds. */
  public boolean isValid() {
    return mistakes.isEmpty();
  }
}
