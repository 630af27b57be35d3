package io.madcloud.engine;

import java.util.List;

/**
 * What came of one input.
 *
 * @param process afterwards; the very same object when the turn changed nothing; null when there is
 *     none
 * @param effects to carry out, in order
 */
public record Turn(Process process, List<Effect> effects) {

  /** The rejection among the effects, or null. */
  public Effect.Rejected rejected() {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Rejected rejected) {
        return rejected;
      }
    }
    return null;
  }
}
