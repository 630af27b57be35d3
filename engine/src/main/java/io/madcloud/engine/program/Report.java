package io.madcloud.engine.program;

/** Takes the mistakes of one op. */
@FunctionalInterface
interface Report {

  /**
   * @param part of the op, as for {@link Places}
   */
  void mistake(String part, String message);
}
