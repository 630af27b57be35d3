package io.madcloud.server;

/** An op server cannot start, or not go on. */
public final class OpServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OpServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
