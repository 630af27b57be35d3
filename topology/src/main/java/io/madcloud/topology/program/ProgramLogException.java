package io.madcloud.topology.program;

/**
 * The program log cannot be read or written; the message says what was expected and what is the
 * case.
 */
public final class ProgramLogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ProgramLogException(String message) {
    super(message);
  }

  ProgramLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
