package io.madcloud.topology;

/** An engine cannot start; the message says what was expected, what is the case, and what to do. */
public final class EngineStartException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EngineStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
