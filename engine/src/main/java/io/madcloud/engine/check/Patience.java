package io.madcloud.engine.check;

/**
 * How much may be looked at in one program. A check must end in seconds, also when many
 * notifications lead to many ops each, which is the product of both; what it did not get to is not
 * warned of.
 */
final class Patience {

  private long left;

  /**
   * @param steps how many fields and ops may be looked at
   */
  Patience(long steps) {
    this.left = steps;
  }

  /** Takes some steps, if that many are left. */
  boolean allows(long steps) {
    left -= steps;
    return left >= 0;
  }

  /** Whether something was not allowed. */
  boolean isOver() {
    return left < 0;
  }
}
