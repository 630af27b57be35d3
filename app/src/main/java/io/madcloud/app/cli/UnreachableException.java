package io.madcloud.app.cli;

/**
 * A cluster could not be asked. The message says where it was looked for, what happened there, and
 * how to name another one.
 */
public final class UnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
