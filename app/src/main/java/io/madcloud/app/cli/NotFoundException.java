package io.madcloud.app.cli;

/**
 * What was asked about does not exist, as those say who would know; not to be confused with an
 * answer that did not come.
 */
public final class NotFoundException extends RuntimeException {

  /** The exit code of a command that ends with this. */
  public static final int EXIT_CODE = 3;

  private static final long serialVersionUID = 1;

  public NotFoundException(String message) {
    super(message);
  }
}
