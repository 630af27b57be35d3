package io.madcloud.app.cluster;

/**
 * The development cluster cannot do what it was asked for. The message says what was expected, what
 * came and what to change, so that callers can show it as it is, without the stack trace.
 */
public class DevClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was expected, what came, and what to do. */
  protected DevClusterException(String message) {
    super(message);
  }

  /** The same with what it came from. */
  protected DevClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
