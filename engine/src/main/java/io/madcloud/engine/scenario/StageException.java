package io.madcloud.engine.scenario;

/** A stage could not bring an event; which says nothing about the event. */
public final class StageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StageException(String message) {
    super(message);
  }

  public StageException(String message, Throwable cause) {
    super(message, cause);
  }
}
