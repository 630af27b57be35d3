package io.madcloud.engine.oracle;

/** A declaration holds a mistake and is rejected whole. */
final class InvalidProgram extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  InvalidProgram(String message) {
    super(message);
  }

  /** Throws with {@code message} unless {@code holds}. */
  static void unless(boolean holds, String message, Object... args) {
    if (!holds) {
      throw new InvalidProgram(String.format(message, args));
    }
  }
}
