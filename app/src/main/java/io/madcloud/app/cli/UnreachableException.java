package io.madcloud.app.cli;

/**
 * A cluster could not be asked, or lacks what every cluster of ours has. The message says where it
 * was looked for, what happened there, and what to do.
 */
public final class UnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
