package io.madcloud.engine.program;

/** An expression could not be compiled or evaluated; the message says why. */
public final class ExpressionException extends Exception {

  private static final long serialVersionUID = 1;

  public ExpressionException(String message) {
    super(message);
  }

  public ExpressionException(String message, Throwable cause) {
    super(message, cause);
  }
}
