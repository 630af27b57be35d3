package io.madcloud.bench.load;

/**
 * A side lost a process, finished one twice, or computed something else: its figures mean nothing.
 */
public final class WrongOutcomeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The message tells what was expected and what came. */
  public WrongOutcomeException(String message) {
    super(message);
  }
}
