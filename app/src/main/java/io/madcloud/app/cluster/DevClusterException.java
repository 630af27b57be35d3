package io.madcloud.app.cluster;

/**
 * The development cluster cannot do what it was asked for. The message says what was expected, what
 * came and what to change, so that callers can show it as it is, without the stack trace.
 */
public class DevClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DevClusterException(String message) {
    super(message);
  }

  DevClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
