package io.madcloud.engine;

import java.util.Locale;

/** Why an input was not taken. */
public enum Rejection {
  UNKNOWN_OP,
  NOT_A_NOTIFICATION,
  DUPLICATE_PROCESS,
  UNDECLARED_FIELD,
  TYPE_MISMATCH,
  EXPRESSION_ERROR,
  LIMIT_BYTES,
  UNKNOWN_PROCESS,
  NOT_PENDING,
  INVALID_PROGRAM,
  NOT_RUNNING,
  NOT_FAILED,
  /** An update that was taken before. */
  DUPLICATE_UPDATE,
  /** An update of a process that had the same id. */
  OTHER_PROCESS;

  /**
   * The rejection with this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Rejection of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The model's word. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
