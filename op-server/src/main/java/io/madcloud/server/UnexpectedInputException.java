package io.madcloud.server;

/** An input is missing, or of another type than its handler expects. */
public final class UnexpectedInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public UnexpectedInputException(String message) {
    super(message);
  }
}
